import { playDatabase } from '../../test/played/play-database.js';
import { documents, failed, refused, upserted } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { pageTask } from '../../test/samples.js';
import { enqueuePages } from './enqueue-pages.js';
import type { NewPageTask, PageRules } from './frontier.types.js';

const { models, played } = playDatabase();
const ferry = pageTask('paper.example', 'ferry');
const tide = pageTask('paper.example', 'tide');

/** The row of a task's page, as an earlier discovery left it. */
const rowOf = (task: NewPageTask, changes: object = {}) => ({
  _id: task.articleId,
  url: task.url,
  discoveries: ['d-before'],
  state: 'done',
  nextAttemptAt: now,
  feedId: task.feedId,
  ...changes,
});

/** Authorities in the order of the alphabet; a change has its turn a minute later. */
const rules: PageRules = {
  outranks: (by, before) => (by ?? 'z') < (before ?? 'z'),
  ofChange: () => ({ at: after(60_000), changesFreeAt: after(90_000), isDamped: true }),
};
const enqueue = (...tasks: NewPageTask[]) => enqueuePages(models, tasks, { now, ...rules });

it('asks for nothing where nothing is to be put in line', async () => {
  expect((await enqueue()).answers.size).toBe(0);
  expect(played().commands).toEqual([]);
});

it('inserts new pages, due now, and never writes over a page that is there', async () => {
  played().answer('update frontier_pages', upserted(0, 1));
  const { answers, wake } = await enqueue(ferry, tide);
  expect([...answers.values()]).toEqual(['enqueued', 'enqueued']);
  expect(wake).toEqual(new Map([['paper.example', now]]));
  expect(played().only('update frontier_pages')).toMatchObject({
    ordered: false,
    writeConcern: { w: 'majority' },
  });
  const [first] = played().updates('frontier_pages');
  expect(first).toMatchObject({ q: { _id: ferry.articleId }, upsert: true });
  expect(Object.keys(first?.u ?? {})).toEqual(['$setOnInsert']);
  expect(first?.u).toMatchObject({
    $setOnInsert: { state: 'waiting', nextAttemptAt: now, attempts: 0, discoveries: ['d-ferry'] },
  });
});

it('inserts an article once, under the discovery of most authority', async () => {
  const weak = { ...ferry, discoveryId: 'd-weak', authority: 'b' };
  const strong = { ...ferry, discoveryId: 'd-strong', authority: 'a' };
  played().answer('update frontier_pages', upserted(0));
  played().answer(
    'find frontier_pages',
    documents(rowOf(ferry, { discoveries: ['d-strong'], authority: 'a' })),
  );
  const { answers } = await enqueue(weak, strong);
  expect(played().updates('frontier_pages')).toMatchObject([{ u: { $setOnInsert: { authority: 'a' } } }]);
  expect(Object.fromEntries(answers)).toEqual({ 'd-strong': 'enqueued', 'd-weak': 'known' });
});

it('takes a page that another replica inserts at that moment for one that is there', async () => {
  const upserts = [{ index: 0, _id: ferry.articleId }];
  played().answer('update frontier_pages', refused([1], { n: 1, upserted: upserts }));
  played().answer('find frontier_pages', documents(rowOf(tide)));
  const { answers } = await enqueue(ferry, tide);
  expect(Object.fromEntries(answers)).toEqual({ 'd-ferry': 'enqueued', 'd-tide': 'known' });
});

it('fails when the server refuses for another reason', async () => {
  played().answer('update frontier_pages', refused([0], { code: 121 }));
  await expect(enqueue(ferry)).rejects.toMatchObject({ code: 121 });
  played()
    .answer('update frontier_pages', upserted())
    .answer('find frontier_pages', failed(13, 'Unauthorized'));
  await expect(enqueue(ferry)).rejects.toMatchObject({ code: 13 });
});

describe('of a page that is there', () => {
  const meet = (row: object) => {
    played().answer('update frontier_pages', upserted()).answer('find frontier_pages', documents(row));
  };

  it.each([
    ['known', 'another entry of its feed', {}],
    ['elsewhere', 'an entry of another feed', { feedId: 'feed-2' }],
  ] as const)('says %s after %s, and wakes nobody', async (word, _, changes) => {
    meet(rowOf(ferry, changes));
    const { answers, wake } = await enqueue(ferry);
    expect(answers.get('d-ferry')).toBe(word);
    expect(wake.size).toBe(0);
    expect(played().updates('frontier_pages')).toHaveLength(1);
  });

  it('wakes its host again at its time when a discovery is repeated', async () => {
    const due = after(5_000);
    meet(rowOf(ferry, { discoveries: ['d-ferry'], state: 'waiting', nextAttemptAt: due }));
    const { answers, wake } = await enqueue(ferry);
    expect([answers.get('d-ferry'), wake.get('paper.example')]).toEqual(['repeated', due]);
  });

  it('says under which other address and feed it is in line', async () => {
    meet(rowOf(ferry, { url: 'https://paper.example/old', feedId: 'feed-2' }));
    const { merged } = await enqueue(ferry);
    expect(merged.get('d-ferry')).toEqual({ url: 'https://paper.example/old', feedId: 'feed-2' });
  });

  it('gives it to a feed of more authority, if it still has the authority that was read', async () => {
    meet(rowOf(ferry, { authority: 'b' }));
    const { answers, wake } = await enqueue({ ...ferry, authority: 'a' });
    expect([answers.get('d-ferry'), wake.get('paper.example')]).toEqual(['taken_over', now]);
    expect(played().updates('frontier_pages')[1]).toMatchObject({
      q: { _id: ferry.articleId, authority: 'b', discoveries: { $ne: 'd-ferry' } },
      u: { $set: { feedId: 'feed-1', takenOver: true, state: 'waiting', nextAttemptAt: now } },
    });
  });

  it('puts a changed one in line at its turn, once for each discovery', async () => {
    meet(rowOf(ferry));
    const { answers, wake } = await enqueue({ ...ferry, change: 'changed' });
    expect([answers.get('d-ferry'), wake.get('paper.example')]).toEqual(['damped', after(60_000)]);
    const [, second] = played().sent('update frontier_pages');
    expect(second).toMatchObject({
      ordered: true,
      updates: [
        {
          q: { _id: ferry.articleId, discoveries: { $ne: 'd-ferry' } },
          u: {
            $set: { nextAttemptAt: after(60_000), dampedUntil: after(60_000), changesFreeAt: after(90_000) },
            $push: { discoveries: { $each: ['d-ferry'], $slice: -20 } },
          },
        },
      ],
    });
  });

  it('gives two changes in one batch one turn', async () => {
    meet(rowOf(ferry));
    const again = { ...ferry, change: 'changed' as const, discoveryId: 'd-again' };
    const { answers } = await enqueue({ ...ferry, change: 'changed' }, again);
    expect([...answers.values()]).toEqual(['damped', 'damped']);
    const turns = played().updates('frontier_pages').slice(1);
    expect(turns.map(({ u }) => u['$set'])).toMatchObject([
      { nextAttemptAt: after(60_000) },
      { nextAttemptAt: after(60_000) },
    ]);
  });

  it('does not put one that is due already off for a change', async () => {
    meet(rowOf(ferry, { state: 'waiting', nextAttemptAt: after(-1_000) }));
    const { wake } = await enqueue({ ...ferry, change: 'changed' });
    expect(wake.get('paper.example')).toEqual(now);
  });
});
