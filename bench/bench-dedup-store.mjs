// End to end part of bench-dedup: the deduplicate stage in batches of 100 through a real MongoDB that already holds 10^5 and 10^6
// articles of the window. `benchStore({ inventArticles, stored, storeDocs })`; alone: node bench-dedup-store.mjs [--stored=100000,1000000] [--docs=6000]
// Stored articles are real sketches of invented texts with their keys drawn anew, so that they match only by chance.
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packSketch, sketchOf, DaySpread } from '@dateline/similarity';
import { Database } from '@dateline/storage';
import { MongoClient } from 'mongodb';
import { CrowdedKeys } from '../services/deduplicator/dist/crowded-keys.js';
import { DeduplicateArticles } from '../services/deduplicator/dist/deduplicate-articles.js';
import { EmbeddedMongo } from '../tools/infrastructure/embedded-mongo.mjs';

const BATCH = 100;
const PARTITIONS = 3;
const WINDOW_MS = 72 * 3_600_000;
const hex = (text) => createHash('sha256').update(text).digest('hex');
const mib = (bytes) => Math.round(bytes / 2 ** 20);
const now = new Date();
const expiresAt = new Date(now.getTime() + 2 * WINDOW_MS);

export async function benchStore({ inventArticles, stored = [100_000, 1_000_000], storeDocs = 6_000 }) {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-bench-'));
  const mongo = await EmbeddedMongo.create({ folder, log: () => {} });
  try {
    const database = Database.open({ uri: mongo.uri, dbName: 'bench', appName: 'bench', log: () => {} });
    while (!database.connected) await new Promise((resolve) => setTimeout(resolve, 20));
    await database.migrate();
    const client = await MongoClient.connect(mongo.uri);
    const fill = filler(client.db('bench'), inventArticles);
    const stage = stageOn(database);
    let round = 0;
    for (const size of stored) {
      await fill(size);
      const docs = [...inventArticles({ docs: storeDocs, perDay: storeDocs })];
      await measure({ stage, client, round: (round += 1), articles: docs, size });
    }
    await client.close();
    await database.close();
  } finally {
    await mongo.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function stageOn(database) {
  return new DeduplicateArticles({
    store: database.dedup,
    hot: new DaySpread(),
    crowded: new CrowdedKeys(),
    windowMs: WINDOW_MS,
    sketchMs: WINDOW_MS + 86_400_000,
    decisionMs: 30 * 86_400_000,
    dropsNear: () => false,
    removeRaw: () => Promise.resolve(),
  });
}

/** Fills up to a number of articles as the stage leaves them: state, identities, decision, sketch. */
function filler(db, inventArticles) {
  const shapes = [...inventArticles({ docs: 500, perDay: 7000 })].map(({ body, headline }) =>
    sketchOf(body, { title: headline, source: 'x.test' }),
  );
  let filled = 0;
  const options = { ordered: false, writeConcern: { w: 1, j: false } };
  return async (size) => {
    const started = performance.now();
    while (filled < size) {
      const rows = Array.from({ length: Math.min(5_000, size - filled) }, (_, k) =>
        rowsOf(filled + k, shapes),
      );
      filled += rows.length;
      await Promise.all(
        ['dedup_sketches', 'dedup_states', 'dedup_decisions'].map((name) =>
          db.collection(name).insertMany(
            rows.map((row) => row[name]),
            options,
          ),
        ),
      );
      await db.collection('dedup_identities').insertMany(
        rows.flatMap((row) => row.dedup_identities),
        options,
      );
    }
    console.log(`filled to ${size} articles in ${Math.round((performance.now() - started) / 1000)} s`);
  };
}

function rowsOf(i, shapes) {
  const shape = shapes[i % shapes.length];
  const _id = hex(`stored ${i}`);
  const seed = createHash('sha512').update(_id).digest();
  // The keys of real texts are the least hashes: 1/96 of the range.
  const keys = shape.keys.map(
    (_, k) => ((Math.imul(seed.readInt32LE((k % 16) * 4), 2654435761 + k) >>> 0) / 96) | 0,
  );
  const facts = {
    publishedAt: now.toISOString(),
    datePrecision: 'second',
    outlet: 'x.test',
    publisher: 'X',
    credits: [],
  };
  const known = { contentHash: hex(`text ${i}`), pastHashes: [] };
  const decision = {
    ending: { kind: 'new' },
    clusterId: null,
    members: [],
    previousHash: null,
    decidedAt: now.toISOString(),
  };
  const position = { topic: 'news.article.parsed.v1', partition: i % 6, offset: String(i) };
  const eventId = hex(`event ${i}`).slice(0, 32);
  const nothing = { clusterId: null, apartFrom: [], duplicateOf: null, claimedBy: null };
  return {
    dedup_sketches: { _id, keys, body: Buffer.from(packSketch(shape)), publishedAt: now, at: now, expiresAt },
    dedup_states: { _id, eventId, publishedAt: now, known, facts, phase: 'standing', ...nothing, decision },
    dedup_decisions: {
      _id: eventId,
      articleId: _id,
      position,
      decision: 'new',
      duplicateOf: null,
      reason: null,
      payload: decision,
      expiresAt,
    },
    dedup_identities: ['entry', 'url', 'content'].map((tier) => ({
      _id: createHash('sha256').update(`${tier} ${i}`).digest('base64url').slice(0, 24),
      articleId: _id,
      at: now,
    })),
  };
}

async function measure({ stage, client, round, articles, size }) {
  const docs = articles.length;
  const messages = articles.map((doc, i) => messageOf(doc, i, round));
  const batches = [];
  for (let i = 0; i < messages.length; i += BATCH) batches.push(messages.slice(i, i + BATCH));
  const ends = { emitted: 0, duplicate: 0, rejected: 0 };
  let peak = 0;
  const started = performance.now();
  const cpu = process.cpuUsage();
  await Promise.all(
    Array.from({ length: PARTITIONS }, async () => {
      for (let batch = batches.shift(); batch; batch = batches.shift()) {
        for (const { outcome } of await stage.run(batch, new Date())) ends[outcome] += 1;
        peak = Math.max(peak, process.memoryUsage().rss);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const sizes = await client
    .db('bench')
    .collection('dedup_sketches')
    .aggregate([{ $collStats: { storageStats: {} } }])
    .next();
  const { count, storageSize, totalIndexSize, size: logical } = sizes.storageStats;
  console.log(
    `${size} stored: ${Math.round(docs / seconds)} documents a second (${docs} in batches of ${BATCH}, ${PARTITIONS} partitions at once; ` +
      `${(((user + system) / 1e6 / docs) * 1000).toFixed(2)} ms of the replica's CPU each), ${ends.emitted} indexed, ${ends.duplicate} duplicates; ` +
      `sketch ${Math.round(logical / count)} B (${Math.round(storageSize / count)} on disk) + index ${Math.round(totalIndexSize / count)} B an article; ` +
      `replica ${mib(peak)} MiB at most`,
  );
}

function messageOf(doc, i, round) {
  const url = `${doc.urls[0]}/${round}`;
  const articleId = hex(url);
  const body = doc.body.replace(/(\p{L})/u, `${round}$1`).replaceAll(' ba', ` b${'aeiou'[round] ?? 'y'}`);
  const at = now.toISOString();
  return {
    position: { topic: 'news.article.parsed.v1', partition: 0, offset: String(i) },
    attempt: 1,
    traceparent: null,
    event: {
      id: hex(`${round} ${i}`).slice(0, 32),
      type: 'news.article.parsed.v1',
      source: '/bench',
      time: at,
      subject: articleId,
      data: {
        articleId,
        url,
        urlNormalized: url,
        origin: 'feed',
        feedId: doc.feedId,
        entry: { entryId: `${round}-${doc.entryId}` },
        discoveredAt: at,
        parsedAt: at,
        parserVersion: 'bench',
        fetch: {
          fetchedAt: at,
          status: 200,
          finalUrl: url,
          contentType: 'text/html',
          bytes: 1,
          rawRef: null,
        },
        article: {
          headline: doc.headline,
          articleBody: body,
          canonicalUrl: null,
          datePublished: at,
          datePublishedPrecision: 'second',
          publisher: null,
          author: [],
          dateline: null,
        },
      },
    },
  };
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const { values } = parseArgs({
    options: {
      stored: { type: 'string', default: '100000,1000000' },
      docs: { type: 'string', default: '6000' },
    },
  });
  const { inventArticles } = await import(new URL('invent-articles.mjs', import.meta.url).href);
  const stored = values.stored.split(',').map(Number);
  await benchStore({ inventArticles, stored, storeDocs: Number(values.docs) });
}
