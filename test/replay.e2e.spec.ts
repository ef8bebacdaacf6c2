import { articleIdOf, normaliseUrl } from '@dateline/article';
import {
  deterministicId,
  events,
  makeEvent,
  topics,
  type ArticleOrigin,
  type ArticleRecord,
  type OutgoingEvent,
  type StageOutcome,
} from '@dateline/contracts';
import { PARSER_VERSION, parseRawPage, rawPageJobOf } from '@dateline/extraction';
import { EventPublisher } from '@dateline/messaging';
import { Database } from '@dateline/storage';
import { eventually, infrastructure, readTopic, stopServices } from '@dateline/testing';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { pageOf, Pipeline, type Audit } from './pipeline.js';

const cli = fileURLToPath(new URL('../services/gateway/dist/cli/main.js', import.meta.url));
const { kafkaBrokers, mongodbUri } = infrastructure();
const pipeline = Pipeline.prepare({ kafkaBrokers, mongodbUri });
const folder = mkdtempSync(join(tmpdir(), 'replay-'));
let database: Database;
let publisher: EventPublisher;

beforeAll(async () => {
  await pipeline.start();
  const { MONGODB_URI: uri = '', MONGODB_DB: dbName = '' } = pipeline.env;
  database = Database.open({ uri, dbName, appName: 'replay-spec', log: () => undefined });
  await eventually(() => database.connected, { what: 'MongoDB' });
  publisher = new EventPublisher(
    { brokers: kafkaBrokers, clientId: 'replay-spec', prefix: pipeline.prefix },
    'gateway',
  );
});

afterAll(async () => {
  await publisher.close();
  await database.close();
  await pipeline.stop();
  await stopServices();
  rmSync(folder, { recursive: true, force: true });
});

interface Shown {
  articleId: string;
  what: string;
  changes: { field: string; before: unknown; after: unknown }[];
}

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { PATH: process.env['PATH'] ?? '', ...pipeline.env };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--no-warnings', cli, ...args], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err });
    });
  });
}

const replay = async (...args: string[]) => {
  const { code, out, err } = await run('replay', '--stage', 'parser', '--json', ...args);
  expect({ code, err }).toMatchObject({ code: 0 });
  return { shown: JSON.parse(out) as Shown[], err };
};

/** A kept page, as the fetcher leaves it behind. */
async function keepPage(n: number, feedId: string) {
  const bytes = Buffer.from(pageOf(n));
  const gzip = gzipSync(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const url = `https://replay.example/report-${n}`;
  const at = '2026-03-03T10:00:00.000Z';
  const contentType = 'text/html; charset=utf-8';
  const origin: ArticleOrigin = {
    articleId: articleIdOf(url),
    url,
    urlNormalized: normaliseUrl(url) ?? url,
    origin: 'feed',
    feedId,
    entry: null,
    discoveredAt: at,
    fetch: { fetchedAt: at, status: 200, finalUrl: url, contentType, bytes: bytes.length, rawRef: sha256 },
  };
  const expiresAt = new Date(Date.now() + 86_400_000);
  await database.rawPages.put({ sha256, gzip, bytes: bytes.length, contentType, url, expiresAt }, origin);
  return { origin, gzip, sha256 };
}

function outcomeOf(
  origin: ArticleOrigin,
  said: Partial<StageOutcome> & Pick<StageOutcome, 'stage'>,
): StageOutcome {
  return {
    articleId: origin.articleId,
    outcome: 'emitted',
    reason: null,
    detail: null,
    duplicateOf: null,
    eventId: deterministicId('spec', origin.articleId, said.stage),
    emitted: [],
    input: null,
    attempts: 1,
    service: 'gateway',
    version: '0.0.1',
    feedId: origin.feedId,
    url: origin.url,
    occurredAt: origin.discoveredAt,
    ...said,
  };
}

/** An article as an older parser read it: with another byline, and without keywords. */
async function indexByOlderParser(n: number, feedId: string): Promise<ArticleOrigin> {
  const { origin, gzip, sha256 } = await keepPage(n, feedId);
  const reading = parseRawPage(
    rawPageJobOf(origin, { gzip, sha256 }, { maxBytes: 10_000_000, pageTypes: null }),
  );
  if (reading.kind !== 'article') throw new Error(`page ${n} is no article`);
  const id = deterministicId('spec-parsed', origin.articleId);
  const attributes = { id, source: '/spec', time: origin.discoveredAt, subject: origin.articleId };
  const event: OutgoingEvent = makeEvent(events.articleParsed, attributes, {
    ...origin,
    article: { ...reading.article, byline: 'By An Older Parser' },
    parserVersion: '0.0.1',
    parsedAt: origin.discoveredAt,
  });
  await publisher.publish({
    events: [event],
    outcomes: [outcomeOf(origin, { stage: 'import', emitted: [id] })],
  });
  return origin;
}

/** An article whose page an older parser could not bear. */
async function rejectByOlderParser(n: number, feedId: string): Promise<ArticleOrigin> {
  const { origin } = await keepPage(n, feedId);
  const rejection = {
    stage: 'parse',
    outcome: 'rejected',
    reason: 'parse_timeout',
    service: 'parser',
  } as const;
  await publisher.publish({
    events: [],
    outcomes: [outcomeOf(origin, { stage: 'import' }), outcomeOf(origin, rejection)],
  });
  return origin;
}

it('shows what a newer parser reads otherwise, and writes it as revisions, once', async () => {
  const old = await indexByOlderParser(1, 'f-replay');
  const otherFeed = await indexByOlderParser(2, 'f-other');
  const rejected = await rejectByOlderParser(3, 'f-replay');
  writeFileSync(join(folder, 'live.html'), pageOf(4));
  await run('import', join(folder, 'live.html'), '--url', 'https://replay.example/report-4');
  await pipeline.settled(4);

  const dry = await replay('--dry-run');
  const changed = { field: 'byline', before: 'By An Older Parser', after: null };
  expect(dry.shown.map(({ articleId, what }) => [articleId, what]).sort()).toEqual(
    [
      [old.articleId, 'changed'],
      [otherFeed.articleId, 'changed'],
      [rejected.articleId, 'new'],
    ].sort(),
  );
  expect(dry.shown.find(({ articleId }) => articleId === old.articleId)?.changes).toEqual([changed]);
  // The page that today's parser read when it came is read the same again.
  expect(dry.err).toContain('2 changed, 1 new, 1 unchanged, 0 refused, 0 without a page');
  const table = await run('replay', '--stage', 'parser', '--feed', 'f-replay');
  expect(table.out).toContain('By An Older Parser');
  expect(table.err).toContain('1 changed, 1 new, 0 unchanged');
  expect((await replay('--to', '2026-03-03T10:00:00Z')).shown).toEqual([]);
  expect((await run('replay')).code).toBe(64);
  const before = await pipeline.get<ArticleRecord>(`/articles/${old.articleId}`);
  expect(before).toMatchObject({ version: 1, byline: 'By An Older Parser', pipeline: { parser: '0.0.1' } });

  const applied = await replay('--feed', 'f-replay', '--apply', '--wait');
  expect(applied.err).toContain('2 sent');
  expect(applied.err).toContain('2 of 2 are indexed');
  const after = await pipeline.get<ArticleRecord>(`/articles/${old.articleId}`);
  expect(after).toMatchObject({
    version: 2,
    byline: null,
    articleBody: before.articleBody,
    indexedAt: before.indexedAt,
    pipeline: { parser: PARSER_VERSION, input: 'html' },
    fetch: { rawRef: before.fetch.rawRef, charset: 'utf-8' },
  });
  expect(after.revisions.at(-1)).toMatchObject({ version: 2, changed: ['byline'], cause: 'replay' });
  expect(after.provenance).toHaveProperty('headline.source');
  expect(await pipeline.get<ArticleRecord>(`/articles/${rejected.articleId}`)).toMatchObject({ version: 1 });
  expect(await pipeline.get<ArticleRecord>(`/articles/${otherFeed.articleId}`)).toMatchObject({ version: 1 });

  const again = await replay('--feed', 'f-replay', '--apply', '--wait');
  expect(again.shown).toEqual([]);
  expect(again.err).toContain('0 sent');
  const published = await readTopic({ brokers: kafkaBrokers, topic: pipeline.prefix + topics.articles.name });
  expect(
    published.filter(({ key }) => key === old.articleId).map(({ headers }) => headers['ce_type']),
  ).toEqual(['news.article.created.v1', 'news.article.updated.v1']);
  expect(await pipeline.get<Audit>('/audit')).toMatchObject({
    balanced: true,
    problems: [],
    totals: { discovered: 4, indexed: 4, rejected: 0, inFlight: 0, deadLettered: 0 },
  });
}, 300_000);
