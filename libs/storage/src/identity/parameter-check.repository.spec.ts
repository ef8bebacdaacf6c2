import { playDatabase } from '../../test/played/play-database.js';
import { documents, failed, found, refused } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { ParameterCheckRepository } from './parameter-check.repository.js';
import type { ParameterCheck, ParameterSuspicion } from './parameter-check.types.js';

const { models, played } = playDatabase();
const checks = new ParameterCheckRepository(models);
const KEY = 'url_parameter_checks';
const DAY = 86_400_000;
const suspicion: ParameterSuspicion = {
  host: 'paper.example',
  names: ['id', 'page'],
  urls: ['https://paper.example/?id=1', 'https://paper.example/?id=2'],
  feedIds: ['f', 'f', 'g'],
};
const check: ParameterCheck = { ...suspicion, sightings: [], failures: 0, dueAt: now };
const verdict = (name: string, days: number) => ({ name, verdict: 'same', at: after(-days * DAY) });
const row = (changes: object) => ({
  _id: 'paper.example',
  dueAt: null,
  endedAt: null,
  verdicts: [],
  ...changes,
});

describe('a suspicion', () => {
  it('of a new host begins a check, which nobody else has begun', async () => {
    await checks.suspect([suspicion], now, after(9));
    const [update] = played().updates(KEY);
    expect(update).toMatchObject({
      q: { _id: 'paper.example', dueAt: null, endedAt: null },
      u: {
        $set: { names: ['id', 'page'], feedIds: ['f', 'g'], dueAt: after(9), failures: 0 },
        $setOnInsert: { verdicts: [] },
      },
      upsert: true,
    });
  });

  it.each([
    ['is checked already', { dueAt: now }],
    ['was checked within a day', { endedAt: after(-DAY + 1) }],
    [
      'has verdicts on all its parameters',
      { endedAt: after(-2 * DAY), verdicts: [verdict('id', 2), verdict('page', 29)] },
    ],
  ])('of a host that %s begins none', async (_, changes) => {
    played().answer(`find ${KEY}`, documents(row(changes)));
    await checks.suspect([suspicion], now);
    expect(played().updates(KEY)).toEqual([]);
  });

  it('begins one when a verdict is a month old', async () => {
    const endedAt = after(-2 * DAY);
    played().answer(
      `find ${KEY}`,
      documents(row({ endedAt, verdicts: [verdict('id', 2), verdict('page', 30)] })),
    );
    await checks.suspect([suspicion], now);
    expect(played().updates(KEY)).toMatchObject([{ q: { endedAt } }]);
  });

  it("is another replica's when that was faster", async () => {
    played().answer(`update ${KEY}`, refused([0]), refused([0], { code: 121 }));
    await checks.suspect([suspicion], now);
    await expect(checks.suspect([suspicion], now)).rejects.toMatchObject({ code: 121 });
  });
});

it('leases the check that has been due longest', async () => {
  played().answer(`findAndModify ${KEY}`, found({ _id: 'paper.example', ...check }), { reply: {} });
  expect(await checks.takeDue(now, 30_000)).toEqual({ ...check, dueAt: after(30_000) });
  expect(await checks.takeDue(now, 30_000)).toBeNull();
  expect(played().sent(`findAndModify ${KEY}`)[0]).toMatchObject({
    query: { dueAt: { $lte: now } },
    update: { $set: { dueAt: after(30_000) } },
    sort: { dueAt: 1 },
  });
});

it('keeps what its holder saw, and nothing of one who lost it', async () => {
  await checks.keep({ ...check, sightings: ['a'], failures: 1 }, after(5));
  expect(played().updates(KEY)).toMatchObject([
    {
      q: { _id: 'paper.example', dueAt: now },
      u: { $set: { sightings: ['a'], failures: 1, dueAt: after(5) } },
    },
  ]);
});

it('ends with a verdict for each parameter, in place of the earlier one', async () => {
  played().answer(
    `find ${KEY}`,
    documents(row({ dueAt: now, verdicts: [verdict('id', 40), verdict('lang', 3)] })),
    documents(),
  );
  await checks.end(check, 'selects', now);
  await checks.end(check, 'selects', now);
  const [update, ...others] = played().updates(KEY);
  expect(others).toEqual([]);
  expect(update).toMatchObject({
    q: { _id: 'paper.example', dueAt: now },
    u: { $set: { dueAt: null, sightings: [], endedAt: now, expiresAt: after(30 * DAY) } },
  });
  const { verdicts } = update?.u['$set'] as unknown as { verdicts: { name: string; verdict: string }[] };
  expect(verdicts.map(({ name, verdict: word }) => [name, word])).toEqual([
    ['lang', 'same'],
    ['id', 'selects'],
    ['page', 'selects'],
  ]);
});

it('fails as the server does', async () => {
  played().answer(`find ${KEY}`, failed(13, 'Unauthorized'));
  await expect(checks.suspect([suspicion], now)).rejects.toMatchObject({ code: 13 });
});
