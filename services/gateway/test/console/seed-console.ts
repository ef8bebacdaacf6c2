import { sampleRecord } from '@dateline/testing';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Installation } from '../fixtures/gateway-installation.js';
import { sampleTrace } from '../fixtures/sample-records.js';

const ARABIC = 'عادت العبارة إلى الميناء بعد العاصفة';
const minutesAgo = (n: number) => new Date(Date.now() - n * 60_000);

/** Feeds in trouble among many that are well, and articles in two directions of writing. */
export async function seedConsole(
  gateway: Installation,
  { feeds, articles }: { feeds: number; articles: number },
) {
  await seedFeeds(gateway, feeds);
  await seedArticles(gateway, articles);
  await seedPage(gateway);
}

async function seedFeeds({ database }: Installation, count: number): Promise<void> {
  const feeds = Array.from({ length: count }, (_, n) => ({
    url: `https://outlet-${n}.example/feed.xml`,
    hostKey: `outlet-${n}.example`,
    title: n % 7 === 3 ? `صحيفة الميناء ${n}` : `The Harbour Tribune ${n}`,
    intervalSeconds: 3600,
    now: new Date(),
    origin: { type: 'api' as const, ref: null },
  }));
  const added: { feedId: string }[] = [];
  for (let at = 0; at < count; at += 1000)
    added.push(...(await database.feeds.addAll(feeds.slice(at, at + 1000))));
  await database.feeds.recordFetch(added[7]?.feedId ?? '', {
    at: new Date(),
    log: {
      at: new Date(),
      outcome: 'http_5xx',
      status: 502,
      ms: 340,
      bytes: 0,
      entries: 0,
      newEntries: 0,
      reason: 'status 502',
    },
    nextFetchAt: new Date(Date.now() + 3_600_000),
    nextFetchReason: 'failure_backoff',
    intervalSeconds: 3600,
    failure: {
      consecutive: 4,
      points: 4,
      lastClass: 'http_5xx',
      lastStatus: 502,
      lastMessage: 'status 502',
      lastAt: new Date(),
    },
    counts: { notModified: 0, entries: 0, newEntries: 0, changedEntries: 0 },
    succeeded: false,
  });
}

async function seedArticles({ database }: Installation, count: number): Promise<void> {
  const applied = { eventId: 'e', version: 1, partition: 0, offset: '0', topic: 't' } as never;
  for (let at = 0; at < count; at += 1000) {
    const slice = Array.from({ length: Math.min(1000, count - at) }, (_, i) => at + i);
    await database.articles.saveMany(
      slice.map((n) => ({ record: recordOf(n), expectedVersion: null, superseded: null, applied })),
    );
  }
  const traces = Array.from({ length: Math.min(count, 200) }, (_, n) => {
    const at = minutesAgo(n * 5 + 1);
    return sampleTrace(`https://tribune.example/${n}`, {
      state: n % 5 === 4 ? 'rejected' : 'indexed',
      reason: n % 5 === 4 ? 'not_an_article' : null,
      discoveredAt: at,
      updatedAt: at,
      indexedAt: n % 5 === 4 ? null : new Date(at.getTime() + 1500),
    });
  });
  await database.ledger.saveMany(traces.map((trace) => ({ trace, expectedRev: null })));
}

/** The number of the article whose page is kept, and a line of the page that its record lacks. */
export const PAGED = 2;
export const LEFT_OUT = 'The pilots had asked for the works three years ago.';
const PAGE = `<nav>Home</nav><p>The harbour reopened on Monday.</p><p>Boats went out at dawn.</p><p>${LEFT_OUT}</p>`;
const PAGE_SHA256 = createHash('sha256').update(PAGE).digest('hex');

async function seedPage({ database }: Installation): Promise<void> {
  await database.rawPages.put({
    sha256: PAGE_SHA256,
    gzip: gzipSync(PAGE),
    bytes: PAGE.length,
    contentType: 'text/html',
    url: `https://tribune.example/${PAGED}`,
    expiresAt: new Date(Date.now() + 86_400_000),
  });
}

function recordOf(n: number) {
  const record = textOf(n);
  return n === PAGED ? { ...record, fetch: { ...record.fetch, rawRef: PAGE_SHA256 } } : record;
}

function textOf(n: number) {
  const isArabic = n % 3 === 1;
  return sampleRecord(`https://tribune.example/${n}`, {
    headline: isArabic ? `${ARABIC} ${n}` : `Harbour reopens after repairs ${n}`,
    inLanguage: isArabic ? 'ar' : 'en',
    articleBody: isArabic ? `${ARABIC}.` : 'The harbour reopened on Monday.\nBoats went out at dawn.',
    updatedAt: minutesAgo(n / 10 + 1).toISOString(),
  });
}

/** A second version of the latest article: one word is another, a sentence is new. */
export async function reviseLatest({ database }: Installation): Promise<string> {
  const first = recordOf(0);
  const articleBody = 'The harbour reopened on Tuesday.\nBoats went out at dawn.\nThe market follows.';
  const revision = { contentHash: first.contentHash, cause: 'fetch' as const, previousHash: null };
  const record = {
    ...first,
    articleBody,
    version: 2,
    updatedAt: new Date().toISOString(),
    revisions: [
      { version: 1, at: first.indexedAt, changed: [], significance: 'first' as const, ...revision },
      {
        version: 2,
        at: new Date().toISOString(),
        changed: ['articleBody'],
        significance: 'minor' as const,
        ...revision,
      },
    ],
  };
  const applied = { eventId: 'e2', version: 2, partition: 0, offset: '1', topic: 't' } as never;
  await database.articles.saveMany([{ record, expectedVersion: 1, superseded: first, applied }]);
  return record.articleId;
}
