import { emptiedBeforeEach, leaseHost, specDatabase } from './open-test-database.js';
import { at, pageTask } from './samples.js';

const { open } = specDatabase();
const [database, rival] = [open(), open()];
emptiedBeforeEach(database);

const ask = (feedId: string, hosts = ['paper.example'], when = at(0)) => ({
  feedId,
  hostKey: 'paper.example',
  hosts,
  at: when,
});

it('counts what feeds and their host bring in a day, for all replicas', async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => (i % 2 ? rival : database).entryBudgets.add(ask(`f${i % 4}`), 3)),
  );
  expect(await rival.entryBudgets.useOf(ask('f1'))).toMatchObject({ feedDay: 15, hostDay: 60 });
  const tomorrow = new Date(at(0).getTime() + 86_400_000);
  expect(await database.entryBudgets.useOf(ask('f1', [], tomorrow))).toMatchObject({
    feedDay: 0,
    hostDay: 0,
  });
});

it('says how many pages wait of a feed and at a host', async () => {
  const task = (host: string, id: string, feedId: string) => ({ ...pageTask(host, id), feedId });
  await database.frontier.enqueuePages(
    [task('paper.example', 'a', 'f1'), task('paper.example', 'b', 'f2'), task('other.example', 'c', 'f1')],
    at(0),
  );
  const leased = await leaseHost(database, 'a', at(1), 10_000);
  const page = leased?.work.pages.find(({ feedId }) => feedId === 'f2');
  if (leased && page) await database.frontier.finishPage(leased.lease, page);
  const hosts = ['paper.example', 'other.example', 'idle.example'];
  const use = await database.entryBudgets.useOf(ask('f1', hosts));
  expect(use.feedWaiting).toBe(2);
  expect([...use.waitingAt].sort()).toEqual([
    ['other.example', 1],
    ['paper.example', page ? 1 : 2],
  ]);
});
