import { mongo } from 'mongoose';
import { createHash } from 'node:crypto';
import { noFacts } from './dedup-samples.js';
import { describeDedupStore } from './dedup-store.contract.js';
import { specDatabase } from './open-test-database.js';
import { at, hex } from './samples.js';

const { mongodbUri, dbName, open } = specDatabase();
const [database, rival] = [open(), open()];

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

  it('tells the decisions of one article, the latest first, with where it stands', async () => {
    await database.drop();
    await database.migrate();
    const [articleId, other] = [hex('told'), hex('other')];
    const decided = (eventId: string, of: string, decision: string) => ({
      eventId: hex(eventId).slice(0, 32),
      articleId: of,
      position: { topic: 't', partition: 0, offset: '1' },
      decision,
      duplicateOf: decision === 'duplicate' ? other : null,
      reason: null,
      payload: { matched: other },
    });
    await database.dedup.arrive([
      { articleId, eventId: 'e', publishedAt: at(0), known: {}, facts: noFacts() },
    ]);
    await database.dedup.saveDecisions([decided('1', articleId, 'new'), decided('2', other, 'new')], at(10));
    await database.dedup.saveDecisions([decided('3', articleId, 'duplicate')], at(20));
    const told = await rival.decisions.ofArticle(articleId, 10);
    expect(told.state).toMatchObject({ articleId, phase: 'pending' });
    expect(told.decisions).toMatchObject([
      { ...decided('3', articleId, 'duplicate') },
      { ...decided('1', articleId, 'new') },
    ]);
    expect((await rival.decisions.ofArticle(articleId, 1)).decisions).toHaveLength(1);
    expect(await rival.decisions.ofArticle(hex('none'), 10)).toEqual({ state: null, decisions: [] });
  });

  it('takes over what an earlier version wrote with hex digits and long names, and again after it was cut off', async () => {
    await database.drop();
    await database.migrate();
    const [articleId, later] = [hex('old'), hex('later')];
    const client = await mongo.MongoClient.connect(mongodbUri);
    const db = client.db(dbName);
    const rows = (name: string) => db.collection<Record<string, unknown> & { _id: string }>(name);
    const expiresAt = new Date(Date.now() + 86_400_000);
    const sketch = { keys: [5, -6], body: Buffer.of(1, 2), publishedAt: at(0), at: at(1), expiresAt };
    const state = {
      phase: 'standing',
      eventId: 'e',
      publishedAt: at(0),
      known: { contentHash: later },
      facts: noFacts(),
    };
    const nothing = { clusterId: null, apartFrom: [], duplicateOf: null, claimedBy: null, decision: null };
    const key = createHash('sha256').update('url:x').digest('base64url').slice(0, 24);
    try {
      await rows('dedup_sketches').insertMany([
        { _id: articleId, ...sketch },
        { _id: later, ...sketch },
      ]);
      await rows('dedup_states').insertOne({ _id: articleId, ...state, ...nothing });
      await rows('dedup_identities').insertOne({ _id: key, articleId, at: at(0) });
      const other = 'event-of-another-shape';
      await rows('dedup_decisions').insertMany([
        { _id: hex('e').slice(0, 32), articleId, decision: 'new' },
        { _id: other, articleId, decision: 'new' },
      ]);
      // As a cut-off step leaves it: one row was written anew, and changed since.
      await rival.dedup.addSketches([{ articleId: later, ...sketch, keys: [7], body: Uint8Array.of(9) }]);
      await rows('migrations').deleteOne({ _id: '0011-packed-dedup' });
      expect(await database.migrate()).toEqual(['0011-packed-dedup']);
      for (const name of ['dedup_sketches', 'dedup_states', 'dedup_identities', 'dedup_decisions'])
        expect(await rows(name).countDocuments({ _id: { $type: 'string', $ne: other } })).toBe(0);
      expect(await rows('dedup_decisions').countDocuments({ _id: other })).toBe(1);
    } finally {
      await client.close();
    }
    const [found] = await rival.dedup.candidates([5], at(0), 10);
    expect(found).toMatchObject({ articleId, keys: [5, -6], publishedAt: at(0), at: at(1) });
    expect([...(found?.body ?? [])]).toEqual([1, 2]);
    expect((await rival.dedup.sketchesOf([later]))[0]?.keys).toEqual([7]);
    expect((await rival.dedup.statesOf([articleId])).get(articleId)).toMatchObject({
      known: { contentHash: later },
    });
    expect(await rival.dedup.ownersOf(['url:x'])).toEqual(new Map([['url:x', articleId]]));
    const event = hex('e').slice(0, 32);
    expect((await rival.dedup.decisionsOf([event])).get(event)).toMatchObject({ articleId, decision: 'new' });
  });

  it('writes no id in hex digits', async () => {
    await rival.dedup.arrive([
      {
        articleId: hex('a'),
        eventId: hex('e').slice(0, 32),
        publishedAt: at(0),
        known: { contentHash: hex('c') },
        facts: noFacts(),
      },
    ]);
    const client = await mongo.MongoClient.connect(mongodbUri);
    const row = await client
      .db(dbName)
      .collection('dedup_states')
      .findOne({ eventId: { $exists: true } });
    await client.close();
    expect(JSON.stringify(row)).not.toMatch(/[0-9a-f]{32}/);
  });
});
