import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { EntryBudgetRepository } from './entry-budget.repository.js';

const { models, played } = playDatabase();
const budgets = new EntryBudgetRepository(models);
const question = (feedId: string) => ({
  feedId,
  hostKey: 'paper.example',
  hosts: ['paper.example', 'cdn.example'],
  at: now,
});

it('counts new entries in the day of the feed and of its host, in rows that expire', async () => {
  await budgets.add(question('a'), 3);
  await budgets.add(question('a'), 0);
  const update = { $inc: { used: 3 }, $setOnInsert: { expiresAt: after(2 * 86_400_000) } };
  expect(played().only('update entry_budgets').updates).toEqual([
    { q: { _id: 'feed a 2026-03-03' }, u: update, upsert: true },
    { q: { _id: 'host paper.example 2026-03-03' }, u: update, upsert: true },
  ]);
});

it('tells each caller what his feed and its hosts have used, from one round of questions', async () => {
  played().answer(
    'find entry_budgets',
    documents({ _id: 'feed a 2026-03-03', used: 5 }, { _id: 'host paper.example 2026-03-03', used: 9 }),
  );
  const byFeed = { _id: 'a', n: 2 };
  const byHost = { _id: 'cdn.example', n: 7 };
  const waiting = ({ pipeline = [] }: { pipeline?: object[] }) =>
    documents(JSON.stringify(pipeline[0]).includes('feedId') ? byFeed : byHost);
  played().answer('aggregate frontier_pages', waiting, waiting);
  const [a, b] = await Promise.all([budgets.useOf(question('a')), budgets.useOf(question('b'))]);
  const waitingAt = new Map([['cdn.example', 7]]);
  expect(a).toEqual({ feedDay: 5, hostDay: 9, feedWaiting: 2, waitingAt });
  expect(b).toEqual({ feedDay: 0, hostDay: 9, feedWaiting: 0, waitingAt });
  const matches = played()
    .sent('aggregate frontier_pages')
    .map(({ pipeline }) => pipeline?.[0]);
  expect(matches).toContainEqual({ $match: { feedId: { $in: ['a', 'b'] }, state: 'waiting' } });
});
