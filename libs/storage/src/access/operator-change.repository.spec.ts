import { playDatabase } from '../../test/played/play-database.js';
import { documents, found } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import type { NewChange } from './access.types.js';
import { OperatorChangeRepository } from './operator-change.repository.js';

const { models, played } = playDatabase();
const changes = new OperatorChangeRepository(models);
const change = {
  action: 'feed.pause',
  target: 'f',
  by: { name: 'desk' },
  onBehalfOf: null,
  reason: 'noise',
  at: now,
} as unknown as NewChange;

it('is written before it is made, and due to be published if its outcome never comes', async () => {
  const first = await changes.begin(change);
  const second = await changes.begin({ ...change, at: after(1) });
  expect(first < second).toBe(true);
  expect(played().inserted('operator_changes')[0]).toMatchObject({
    _id: first,
    ...change,
    outcome: null,
    publishAt: after(120_000),
  });
});

it('is due at once when it has ended, and never again when it is published', async () => {
  await changes.end('c', 'done' as never, now);
  await changes.published('c');
  expect(played().updates('operator_changes')).toEqual([
    { q: { _id: 'c' }, u: { $set: { outcome: 'done', publishAt: now } } },
    { q: { _id: 'c' }, u: { $set: { publishAt: null } } },
  ]);
});

it('is leased oldest first; one without outcome is of unknown outcome', async () => {
  played().answer(
    'findAndModify operator_changes',
    found({ _id: 'c', ...change, outcome: 'unknown', publishAt: now }),
    { reply: {} },
  );
  expect(await changes.lease(now, 30_000)).toEqual({ changeId: 'c', ...change, outcome: 'unknown' });
  expect(await changes.lease(now, 30_000)).toBeNull();
  expect(played().sent('findAndModify operator_changes')[0]).toMatchObject({
    query: { publishAt: { $lte: now } },
    sort: { publishAt: 1 },
    update: [{ $set: { publishAt: after(30_000), outcome: { $ifNull: ['$outcome', 'unknown'] } } }],
  });
});

it('is listed latest first, after the last line of the page before', async () => {
  played().answer('find operator_changes', documents({ _id: 'b', ...change, outcome: null }));
  expect(await changes.list({ by: 'desk', target: 'f', after: 'c', limit: 2 })).toMatchObject([
    { changeId: 'b' },
  ]);
  expect(played().only('find operator_changes')).toMatchObject({
    filter: { 'by.name': 'desk', target: 'f', _id: { $lt: 'c' } },
    sort: { _id: -1 },
    limit: 2,
  });
});
