import { mongo } from 'mongoose';
import { randomBytes } from 'node:crypto';
import { SnapshotUnreadable, type BoilerplateSnapshot, type SnapshotHead } from '../src/index.js';
import { emptiedBeforeEach, specDatabase } from './open-test-database.js';
import { at } from './samples.js';

const { mongodbUri, dbName, open } = specDatabase();
const [database, rival] = [open(), open()];
emptiedBeforeEach(database);

const MINUTE = 60_000;
let client: mongo.MongoClient;
beforeAll(async () => {
  client = await mongo.MongoClient.connect(mongodbUri);
});
afterAll(() => client.close());
const rows = () => client.db(dbName).collection<{ _id: string }>('dedup_boilerplate');

/** Three parts, the last of them not full. */
const snapshot = (seconds = 0): BoilerplateSnapshot => ({
  format: 'cells of a test',
  since: at(seconds),
  keptMs: 96 * 60 * MINUTE,
  bytes: randomBytes(2 ** 21 + 500),
});
const store = async (given: BoilerplateSnapshot, seconds: number, where = database.boilerplate) => {
  const turn = await where.takeTurn(at(seconds), MINUTE);
  expect(turn).not.toBeNull();
  return where.write(turn!, given, at(seconds));
};
const headOf = async (where = rival.boilerplate): Promise<SnapshotHead> => (await where.head())!;

it('gives back what another replica stored, and holds the last one alone', async () => {
  expect(await rival.boilerplate.head()).toBeNull();
  const first = snapshot();
  expect(await store(first, 0)).toBe(true);
  const { bytes, ...facts } = first;
  expect(await headOf()).toMatchObject({ ...facts, parts: 3, bytes: bytes.length });
  expect(Buffer.from(await rival.boilerplate.read(await headOf())).equals(bytes)).toBe(true);
  const second = snapshot(60);
  expect(await store(second, 120, rival.boilerplate)).toBe(true);
  expect(await headOf(database.boilerplate)).toMatchObject({ since: at(60) });
  const found = await database.boilerplate.read(await headOf());
  expect(Buffer.from(found).equals(second.bytes)).toBe(true);
  expect(await rows().countDocuments()).toBe(4);
});

it('gives the turn to one of the replicas that ask, and to nobody before the time', async () => {
  for (const seconds of [0, 60, 120]) {
    const asked = Array.from({ length: 6 }, (_, i) =>
      (i % 2 ? database : rival).boilerplate.takeTurn(at(seconds), MINUTE),
    );
    expect((await Promise.all(asked)).filter((turn) => turn !== null)).toHaveLength(1);
    expect(await database.boilerplate.takeTurn(at(seconds + 59), MINUTE)).toBeNull();
  }
});

it('never shows a snapshot that was not finished, and clears it away later', async () => {
  const before = snapshot();
  await store(before, 0);
  const standing = await headOf();
  // The database takes the parts and refuses the head, as if the writer had died between the two.
  const db = client.db(dbName);
  await db.command({
    collMod: 'dedup_boilerplate',
    validator: { $or: [{ _id: { $ne: 'head' } }, { since: before.since }] },
  });
  await expect(store(snapshot(60), 60)).rejects.toThrow();
  await db.command({ collMod: 'dedup_boilerplate', validator: {} });
  expect(await rows().countDocuments()).toBe(7);
  expect(await headOf()).toEqual(standing);
  expect(Buffer.from(await rival.boilerplate.read(standing)).equals(before.bytes)).toBe(true);
  await store(snapshot(120), 120);
  expect(await rows().countDocuments()).toBe(7);
  await store(snapshot(7200), 7200);
  expect(await rows().countDocuments()).toBe(4);
});

it('lets one of two snapshots stand whose turns overlap', async () => {
  await store(snapshot(), 0);
  const slow = await database.boilerplate.takeTurn(at(60), MINUTE);
  const fast = await rival.boilerplate.takeTurn(at(120), MINUTE);
  const [late, stands] = [snapshot(60), snapshot(120)];
  expect(await rival.boilerplate.write(fast!, stands, at(120))).toBe(true);
  expect(await database.boilerplate.write(slow!, late, at(60))).toBe(false);
  expect(Buffer.from(await database.boilerplate.read(await headOf())).equals(stands.bytes)).toBe(true);
  expect(await rows().countDocuments()).toBe(4);
});

it('says so when parts are missing, damaged or those of another length', async () => {
  await store(snapshot(), 0);
  const head = await headOf();
  const refused = () => expect(rival.boilerplate.read(head)).rejects.toThrow(SnapshotUnreadable);
  await expect(rival.boilerplate.read({ ...head, bytes: head.bytes - 1 })).rejects.toThrow(
    SnapshotUnreadable,
  );
  await expect(rival.boilerplate.read({ ...head, parts: 2 })).rejects.toThrow(SnapshotUnreadable);
  const part = { _id: `${head.generation}/1` };
  await rows().updateOne(part, { $set: { z: new mongo.Binary(randomBytes(40)) } });
  await refused();
  await rows().deleteOne(part);
  await refused();
});
