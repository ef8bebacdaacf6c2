// Fills the collections of the deduplicator for bench-dedup-store: the decided state of articles that never went through the stage, written in
// bulk and without waiting for the disk, but in rows of the store's own making. Sketches are those of invented texts with their keys
// drawn anew, so that stored articles match by chance alone.
import { createHash, hash } from 'node:crypto';
import type { Db } from 'mongodb';
import { packSketch, sketchOf, type Sketch } from '@dateline/similarity';
import { identityRowOf, rowOf, sketchRowOf } from '@dateline/storage/dedup/dedup-rows';
import { inventArticles } from './invent-articles.ts';

const DAY_MS = 86_400_000;
const hex = (text: string) => hash('sha256', text);
const now = new Date();
const expiresAt = new Date(now.getTime() + 4 * DAY_MS);

/** A function that fills up to a number of articles as the stage leaves them: state, identities, decision, sketch. */
export function filler(db: Db): (size: number) => Promise<void> {
  const shapes = [...inventArticles({ docs: 500, perDay: 7000 })].map(({ body, headline }) =>
    sketchOf(body, { title: headline, source: 'x.test' }),
  );
  let filled = 0;
  const options = { ordered: false, writeConcern: { w: 1, j: false } };
  const insert = (name: string, rows: object[]) => db.collection(name).insertMany(rows, options);
  const chunk = (first: number, count: number) => {
    const rows = Array.from({ length: count }, (_, k) =>
      rowsOf(first + k, shapes[(first + k) % shapes.length] as Sketch),
    );
    return Promise.all([
      insert(
        'dedup_sketches',
        rows.map(({ sketch }) => sketchRowOf(sketch)),
      ),
      insert(
        'dedup_states',
        rows.map(({ articleId, state }) => rowOf(articleId, state)),
      ),
      insert(
        'dedup_decisions',
        rows.map(({ eventId, decision }) => rowOf(eventId, decision)),
      ),
      insert(
        'dedup_identities',
        rows.flatMap(({ claims }) => claims.map((claim) => identityRowOf(claim, now))),
      ),
    ]);
  };
  return async (size) => {
    const started = performance.now();
    while (filled < size) {
      const count = Math.min(2_000, size - filled);
      await chunk(filled, count);
      filled += count;
      if (filled % 100_000 === 0 && filled < size)
        console.log(`  ${filled} stored after ${since(started)} s`);
    }
    console.log(`filled to ${size} articles in ${since(started)} s`);
  };
}

const since = (started: number) => Math.round((performance.now() - started) / 1000);

/** What the stage leaves of the article of that number, its text of the shape. */
function rowsOf(i: number, shape: Sketch) {
  const articleId = hex(`stored ${i}`);
  const seed = createHash('sha512').update(articleId).digest();
  // The keys of real texts are the least hashes: 1/96 of the range.
  const keys = shape.keys.map(
    (_, k) => (mix32(seed.readInt32LE((k % 16) * 4) + Math.floor(k / 16)) / 96) | 0,
  );
  const facts = {
    publishedAt: now.toISOString(),
    datePrecision: 'second',
    outlet: 'x.test',
    publisher: 'X',
    credits: [],
  };
  const known = { contentHash: hex(`text ${i}`), pastHashes: [] };
  const outcome = {
    ending: { kind: 'new' },
    clusterId: null,
    members: [],
    previousHash: null,
    decidedAt: now.toISOString(),
  };
  const eventId = hex(`event ${i}`).slice(0, 32);
  const nothing = { clusterId: null, apartFrom: [], duplicateOf: null, claimedBy: null };
  return {
    articleId,
    eventId,
    sketch: { articleId, keys, body: packSketch(shape), publishedAt: now, at: now, expiresAt },
    state: { phase: 'standing', eventId, publishedAt: now, known, facts, ...nothing, decision: outcome },
    decision: {
      articleId,
      position: { topic: 'news.article.parsed.v1', partition: i % 6, offset: String(i) },
      decision: 'new',
      duplicateOf: null,
      reason: null,
      payload: outcome,
      expiresAt,
    },
    claims: ['entry', 'url', 'content'].map((tier) => ({ key: `${tier} ${i}`, articleId })),
  };
}

/** Murmur3's finaliser: keys that spread as those of texts do. */
function mix32(hash: number): number {
  let h = hash | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
