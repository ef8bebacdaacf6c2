import { Database } from '@dateline/storage';
import { dropTestDatabase, eventually, infrastructure, testDatabase } from '@dateline/testing';
import { decisionOf, on, Replica, report } from './boilerplate-days.js';

const { mongodbUri } = infrastructure();
const dbName = testDatabase();
const open = () => Database.open({ uri: mongodbUri, dbName, appName: 'boilerplate', log: () => undefined });
let databases: Database[];

beforeAll(async () => {
  databases = [open(), open()];
  for (const database of databases) await eventually(() => database.connected, { what: 'MongoDB' });
});
beforeEach(async () => {
  await databases[0]!.drop();
  await databases[0]!.migrate();
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await dropTestDatabase(mongodbUri, dbName);
});

const replica = (i: number) => new Replica(databases[i]!.dedupAs(), databases[i]!.boilerplate);

/** Four days of reports under one notice, each replica deciding every other one; `follow` comes after each. */
async function fourDays(replicas: Replica[], follow = true): Promise<void> {
  for (const day of [0, 1, 2, 3]) {
    await replicas[day % 2]!.at(on(day)).decide(report(`day-${day}`, day));
    if (follow)
      for (const { follower } of replicas.map((one) => one.at(on(day, 10)))) await follower.runOnce();
  }
}

/** What becomes of two reports of the fifth day that share nothing but the notice. */
async function fifthDay([one, two]: Replica[]): Promise<(string | undefined)[]> {
  const first = await one!.at(on(4)).decide(report('harbour', 4));
  return [decisionOf(first), decisionOf(await two!.at(on(4)).decide(report('orchard', 4)))];
}

describe('replicas that each see half of what stands under one notice', () => {
  it('keep two reports apart when they follow each other', async () => {
    const replicas = [replica(0), replica(1)];
    for (const { follower } of replicas) await follower.restore();
    await fourDays(replicas);
    expect(await fifthDay(replicas)).toEqual(['new', 'new']);
  });

  it('would join them if each counted for itself', async () => {
    const replicas = [replica(0), replica(1)];
    await fourDays(replicas, false);
    expect(await fifthDay(replicas)).toEqual(['near_duplicate', 'near_duplicate']);
  });

  it('decide a message the same when it comes again, also to the other one and after it was read', async () => {
    const replicas = [replica(0), replica(1)];
    await fourDays(replicas);
    const message = report('harbour', 4);
    const [one, two] = replicas as [Replica, Replica];
    const first = await one.at(on(4)).decide(message);
    for (const { follower } of replicas.map((r) => r.at(on(4, 10)))) await follower.runOnce();
    expect(await one.decide(message)).toEqual(first);
    expect(await two.at(on(5)).decide(message)).toEqual(first);
  });
});

describe('a replica that starts', () => {
  it('goes on from the snapshot that another one stored, also when the texts are gone', async () => {
    const replicas = [replica(0), replica(1)];
    for (const { follower } of replicas) await follower.restore();
    await fourDays(replicas);
    await replicas[0]!.at(on(3, 11)).follower.stop();
    await databases[1]!.dedup.removeSketches(
      [0, 1, 2, 3].map((day) => report(`day-${day}`, day).event.data.articleId),
    );
    const restarted = replica(1).at(on(4, 8));
    await restarted.follower.restore();
    expect(await fifthDay([replicas[0]!, restarted])).toEqual(['new', 'new']);
    // One that starts from nothing takes the notice for the story.
    const fresh = replica(0).at(on(4));
    expect(decisionOf(await fresh.decide(report('quarry', 4)))).toBe('near_duplicate');
  });

  it('adds what was seen after the snapshot, and before the other ones have stored theirs', async () => {
    const replicas = [replica(0), replica(1)];
    for (const { follower } of replicas) await follower.restore();
    for (const day of [0, 1]) await replicas[0]!.at(on(day)).decide(report(`day-${day}`, day));
    await replicas[0]!.at(on(1, 10)).follower.runOnce();
    await replicas[1]!.at(on(2)).decide(report('day-2', 2));
    await replicas[1]!.at(on(3)).decide(report('day-3', 3));
    // A moment after: no reading has come to it yet.
    const restarted = replica(0).at(on(3));
    await restarted.at(new Date(on(3).getTime() + 1_000)).follower.restore();
    expect(decisionOf(await restarted.at(on(4)).decide(report('harbour', 4)))).toBe('new');
  });

  it('reads all stored texts where there is no snapshot, or one that it cannot go on from', async () => {
    await fourDays([replica(0), replica(1)], false);
    const seeded = replica(0).at(on(4, 8));
    await seeded.follower.restore();
    expect(decisionOf(await seeded.at(on(4)).decide(report('harbour', 4)))).toBe('new');
    const turn = await databases[0]!.boilerplate.takeTurn(on(4), 0);
    const foreign = { format: 'of another version', since: on(4, 7), keptMs: 1, bytes: new Uint8Array(8) };
    expect(await databases[0]!.boilerplate.write(turn!, foreign, on(4))).toBe(true);
    const again = replica(1).at(on(4, 8));
    await again.follower.restore();
    expect(decisionOf(await again.at(on(4)).decide(report('orchard', 4)))).toBe('new');
  });

  it('stores no snapshot where a young one stands, and the next when it is due', async () => {
    const replicas = [replica(0), replica(1)];
    for (const { follower } of replicas) await follower.restore();
    const stored = async () => (await databases[1]!.boilerplate.head())?.generation;
    await replicas[0]!.at(on(1)).follower.runOnce();
    const first = await stored();
    expect(first).toBeDefined();
    await replicas[1]!.at(new Date(on(1).getTime() + 30_000)).follower.runOnce();
    await replicas[1]!.follower.stop();
    expect(await stored()).toBe(first);
    await replicas[0]!.at(on(1, 10)).follower.runOnce();
    expect(await stored()).not.toBe(first);
    expect((await databases[1]!.boilerplate.head())?.since).toEqual(new Date(on(1, 10).getTime() - 120_000));
    expect(replicas[0]!.follower.times).toEqual({
      lastReadingAt: on(1, 10),
      snapshotTo: new Date(on(1, 10).getTime() - 120_000),
    });
  });
});
