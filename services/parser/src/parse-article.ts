import {
  deterministicId,
  events,
  makeEvent,
  REJECT_REASONS,
  type ArticleFetched,
  type ArticleOrigin,
  type EventEnvelope,
  type OutgoingEvent,
  type PageType,
  type ParsedArticle,
  type RejectReason,
} from '@dateline/contracts';
import {
  isStrangersText,
  PARSER_VERSION,
  rawPageJobOf,
  type PageReading,
  type PageRules,
  type RawPageJob,
} from '@dateline/extraction';
import { emitted, PermanentError, rejected, type StageResult } from '@dateline/messaging';
import type { FeedRules } from '@dateline/storage';
import { TaskOutOfMemory, TaskTimedOut } from '@dateline/worker-pool';
import { Buffer } from 'node:buffer';
import type { PageParser } from './page-parser.js';
import type { ParserMetrics } from './parser.metrics.js';
import { rejectReasonOf } from './reject-reason-of.js';
import { sitePageOf, type SiteWatch } from './site-watch.js';

export interface ParseDependencies {
  parser: Pick<PageParser, 'run'>;
  metrics: ParserMetrics;
  rules: PageRules;
  /** Which classes of page become articles, as operators ruled for feeds. */
  ruled: Pick<FeedRules<readonly PageType[]>, 'learn' | 'of'>;
  /** Told of each page that was read. */
  sites: Pick<SiteWatch, 'note'>;
  now: () => Date;
}

/**
 * The parse stage: a page in, an article out, or the reason why there is none. A page that exceeds its limits
 * is rejected alone.
 */
export async function parseArticle(
  fetched: EventEnvelope<ArticleFetched>,
  on: ParseDependencies,
): Promise<StageResult> {
  const { page, ...origin } = fetched.data;
  if (isStrangersText(origin)) return rejected(lossOf(origin), 'only a feed of another outlet speaks of it');
  if (page.bytes > on.rules.maxBytes) return rejected('too_large', `${page.bytes} bytes`);
  const rules = await rulesOf(origin.feedId, on);
  const gzip = bytesOf(page.data);
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  // The time of the answer: what is kept of the site is no part of reading the page.
  let answered: number | undefined;
  const end = (result: string) => {
    on.metrics.parsed(result, answered ?? elapsed());
  };
  try {
    const job = rawPageJobOf(origin, { gzip, sha256: page.sha256 }, rules);
    const reading = await readInThread(job, gzip, on.parser);
    answered = elapsed();
    const changes = job.url === null ? [] : await noteSite(fetched.data, reading, on);
    const result = resultOf(fetched, reading, changes, on);
    end(result.outcome === 'emitted' ? 'article' : result.reason);
    return result;
  } catch (error) {
    end(error instanceof PermanentError ? error.code : 'failed');
    throw error;
  }
}

/** The rules of the stage; those for the feed take precedence. */
async function rulesOf(feedId: string | null, { rules, ruled, now }: ParseDependencies): Promise<PageRules> {
  if (feedId === null) return rules;
  await ruled.learn([feedId], now());
  return { ...rules, pageTypes: ruled.of(feedId) ?? rules.pageTypes };
}

/** Events of the page's site. A page that nothing was read of tells nothing of its template. */
async function noteSite(
  fetched: ArticleFetched,
  reading: PageReading | Exceeded,
  { sites, now }: ParseDependencies,
): Promise<OutgoingEvent[]> {
  if (!('look' in reading) || reading.look === null) return [];
  return sites.note(sitePageOf(fetched), reading.look, now());
}

/** Why the page itself could not be had. */
function lossOf({ fetch }: ArticleOrigin): RejectReason {
  return REJECT_REASONS.find((reason) => reason === fetch.problem?.reason) ?? 'empty_page';
}

/** A page that its bounds end; a thread lost for another cause is thrown, and the page tried again. */
interface Exceeded {
  kind: 'exceeded';
  reason: 'parse_timeout' | 'parse_memory';
  message: string;
}

async function readInThread(
  job: RawPageJob,
  gzip: Uint8Array<ArrayBuffer>,
  parser: ParseDependencies['parser'],
): Promise<PageReading | Exceeded> {
  try {
    return await parser.run(job, [gzip.buffer]);
  } catch (error) {
    if (error instanceof TaskTimedOut)
      return { kind: 'exceeded', reason: 'parse_timeout', message: error.message };
    if (error instanceof TaskOutOfMemory)
      return { kind: 'exceeded', reason: 'parse_memory', message: error.message };
    throw error;
  }
}

function resultOf(
  fetched: EventEnvelope<ArticleFetched>,
  reading: PageReading | Exceeded,
  changes: OutgoingEvent[],
  { metrics, now }: ParseDependencies,
): StageResult {
  switch (reading.kind) {
    case 'refused':
      return rejected(rejectReasonOf(reading.code), reading.message, { events: changes });
    case 'exceeded':
      return rejected(reading.reason, reading.message);
    case 'broken':
      // A body that contradicts its event can never be parsed.
      throw new PermanentError(reading.code, reading.message);
    case 'article':
      metrics.article(reading.article);
      return emitted([parsedEvent(fetched, reading.article, now()), ...changes]);
  }
}

function parsedEvent(fetched: EventEnvelope<ArticleFetched>, article: ParsedArticle, at: Date) {
  const origin: Partial<ArticleFetched> & ArticleOrigin = { ...fetched.data };
  delete origin.page;
  const attributes = {
    id: deterministicId('parsed', fetched.id),
    source: '/dateline/parser',
    time: at.toISOString(),
    subject: fetched.subject,
  };
  const parsed = { ...origin, article, parserVersion: PARSER_VERSION, parsedAt: at.toISOString() };
  return makeEvent(events.articleParsed, attributes, parsed);
}

/** The page in its own buffer, not in Node's shared pool, so that it can be transferred to a thread. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(base64, 'base64'));
  const written = bytes.write(base64, 'base64');
  return new Uint8Array(bytes.buffer, 0, written);
}
