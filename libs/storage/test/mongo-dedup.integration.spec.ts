import { dropTestDatabase, infrastructure, testDatabase } from '@dateline/testing';
import type { Database } from '../src/index.js';
import { describeDedupStore } from './dedup-store.contract.js';
import { connected, replicasOf } from './open-test-database.js';
import { at } from './samples.js';

const { mongodbUri } = infrastructure();
const dbName = testDatabase();
const replicas = replicasOf(mongodbUri, dbName);
let database: Database;
let rival: Database;

beforeAll(async () => {
  [database, rival] = [replicas.open(), replicas.open()];
  await connected(database, rival);
});
afterAll(async () => {
  await replicas.close();
  await dropTestDatabase(mongodbUri, dbName);
});

describe('the store in MongoDB', () => {
  describeDedupStore(async () => {
    await database.drop();
    await database.migrate();
    return [database.dedup, rival.dedup];
  });

  it('does not pass over a decision that could not be stored because another one was there already', async () => {
    const decision = {
      eventId: 'e1',
      articleId: 'a',
      position: { topic: 't', partition: 0, offset: '1' },
      decision: 'new',
      duplicateOf: null,
      reason: null,
      payload: null as unknown,
    };
    await database.dedup.saveDecisions([decision], at(0));
    const tooLarge = { ...decision, eventId: 'e2', payload: 'x'.repeat(17 * 1024 * 1024) };
    await expect(database.dedup.saveDecisions([decision, tooLarge], at(0))).rejects.toThrow();
  });
});
