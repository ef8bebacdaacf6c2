import { playDatabase } from '../../test/played/play-database.js';
import { documents, matched, refused, upserted } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { JobRepository } from './job.repository.js';

const { models, played } = playDatabase();
const jobs = new JobRepository(models);
const take = () => jobs.take('audit', 'a', { now, leaseMs: 30_000 });

describe('a job', () => {
  it('is taken by one replica, when it is due or was never done', async () => {
    played().answer('update jobs', matched(1), upserted(0));
    expect([await take(), await take()]).toEqual([true, true]);
    expect(played().updates('jobs')[0]).toEqual({
      q: { _id: 'audit', dueAt: { $lte: now } },
      u: { $set: { holder: 'a', dueAt: after(30_000) } },
      upsert: true,
    });
  });

  it('that is not due is refused by its id, which is no failure', async () => {
    played().answer('update jobs', refused([0]), refused([0], { code: 121 }));
    expect(await take()).toBe(false);
    await expect(take()).rejects.toMatchObject({ code: 121 });
  });

  it('ends only for its holder', async () => {
    await jobs.done('audit', 'a', after(60_000));
    expect(played().updates('jobs')).toEqual([
      { q: { _id: 'audit', holder: 'a' }, u: { $set: { dueAt: after(60_000) } } },
    ]);
  });
});

it('keeps a report without taking the job, and shows the last one', async () => {
  await jobs.keepReport('audit', { missing: 0 });
  expect(played().updates('jobs')).toEqual([
    {
      q: { _id: 'audit' },
      u: { $set: { report: { missing: 0 } }, $setOnInsert: { holder: '', dueAt: new Date(0) } },
      upsert: true,
    },
  ]);
  played().answer(
    'find jobs',
    documents({ _id: 'audit', report: { missing: 0 } }),
    documents({ _id: 'audit' }),
    documents(),
  );
  expect([
    await jobs.lastReport('audit'),
    await jobs.lastReport('audit'),
    await jobs.lastReport('audit'),
  ]).toEqual([{ missing: 0 }, null, null]);
});
