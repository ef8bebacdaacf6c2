import {
  deterministicId,
  events,
  makeEvent,
  type ArticleFetched,
  type EventEnvelope,
  type PageType,
} from '@dateline/contracts';
import {
  ARTICLE_PAGE_TYPES,
  parseRawPage,
  rawPageJobOf,
  type PageReading,
  type RawPageJob,
} from '@dateline/extraction';
import { PermanentError } from '@dateline/messaging';
import { FeedRules } from '@dateline/storage';
import { TaskLost, TaskOutOfMemory, TaskTimedOut } from '@dateline/worker-pool';
import { Buffer } from 'node:buffer';
import { fetchedPage } from '../test/fixtures/fetched-page.js';
import { ordinaryPage } from '../test/fixtures/hostile-pages.js';
import { parseArticle } from './parse-article.js';

const counted: string[] = [];
const metrics = {
  parsed: (result: string) => counted.push(result),
  article: () => counted.push('fields'),
  drifted: () => counted.push('drifted'),
};
const sites = { note: () => Promise.resolve([]) };
beforeEach(() => counted.splice(0));

const eventOf = (data: ArticleFetched): EventEnvelope<ArticleFetched> => ({
  id: 'e-1',
  type: 'news.article.fetched.v1',
  source: '/dateline/fetcher',
  time: data.fetch.fetchedAt,
  subject: data.articleId,
  data,
});
const page = fetchedPage('https://quay.example/a', ordinaryPage(1));
const at = new Date('2026-03-03T10:00:01.000Z');
const ruledAs = (rules: Record<string, PageType[]>) =>
  new FeedRules((ids) => Promise.resolve(new Map(ids.flatMap((id) => (rules[id] ? [[id, rules[id]]] : [])))));

function parse(data: ArticleFetched, answer: (job: RawPageJob) => PageReading, maxBytes = 1_000_000) {
  const parser = { run: async (job: RawPageJob) => answer(job) };
  return parseArticle(eventOf(data), {
    parser,
    metrics,
    rules: { maxBytes, pageTypes: null },
    ruled: ruledAs({}),
    sites,
    now: () => at,
  });
}
/** What the extraction makes of a page. */
function parsedFrom(data: ArticleFetched) {
  const { page: body, ...origin } = data;
  const rules = { maxBytes: 1_000_000, pageTypes: null };
  const gzip = Buffer.from(body.data, 'base64');
  const reading = parseRawPage(rawPageJobOf(origin, { gzip, sha256: body.sha256 }, rules));
  if (reading.kind !== 'article') throw new Error(reading.kind);
  return reading;
}
const failing = (error: Error) => () => {
  throw error;
};

it('emits the article with all that came with the page but its bytes', async () => {
  const result = await parse(page, parseRawPage);
  const { url, fetch, discoveredAt, feedId } = page;
  expect(result).toMatchObject({
    outcome: 'emitted',
    events: [
      {
        id: deterministicId('parsed', 'e-1'),
        subject: page.articleId,
        data: { url, fetch, discoveredAt, feedId, parsedAt: at.toISOString() },
      },
    ],
  });
  expect(result).not.toHaveProperty('events.0.data.page');
  expect(counted).toEqual(['fields', 'article']);
});

it.each([
  ['parse_timeout', new TaskTimedOut(10)],
  ['parse_memory', new TaskOutOfMemory(64)],
])('rejects a page at its bound as %s', async (reason, error) => {
  expect(await parse(page, failing(error))).toMatchObject({ outcome: 'rejected', reason });
  expect(counted).toEqual([reason]);
});

it('throws when the thread is lost for another cause, so that the page is tried again', async () => {
  await expect(parse(page, failing(new TaskLost('ended')))).rejects.toBeInstanceOf(TaskLost);
  expect(counted).toEqual(['failed']);
});

it('gives each refusal of the extraction its reason in the ledger', async () => {
  const refused = (code: 'empty' | 'not_an_article' | 'too_complex' | 'unsupported_media') =>
    parse(page, () => ({ kind: 'refused', code, message: 'because', look: null }));
  expect(await refused('empty')).toMatchObject({
    outcome: 'rejected',
    reason: 'empty_page',
    detail: 'because',
  });
  expect(await refused('not_an_article')).toMatchObject({ reason: 'not_an_article' });
  expect(await refused('too_complex')).toMatchObject({ reason: 'too_complex' });
  expect(await refused('unsupported_media')).toMatchObject({ reason: 'unsupported_media' });
});

it('does not begin with a page that is too large', async () => {
  expect(await parse(page, failing(new Error('begun')), 10)).toMatchObject({ reason: 'too_large' });
});

it('takes a body that is not what its event says for a dead letter', async () => {
  const broken = { ...page, page: { ...page.page, sha256: '0'.repeat(64) } };
  await expect(parse(broken, parseRawPage)).rejects.toBeInstanceOf(PermanentError);
  expect(counted).toEqual(['page_hash_mismatch']);
});

it.each([
  ['an article', { kind: 'article' as const, article: parsedFrom(page).article }],
  ['a refused page', { kind: 'refused' as const, code: 'not_an_article' as const, message: 'section' }],
])('publishes what %s tells of its site', async (_what, reading) => {
  const look = { names: ['1', '2', '3'], width: 900, confidence: 0.8 };
  const drift = makeEvent(
    events.siteDrifted,
    { id: 'd-1', source: '/dateline/parser', time: at.toISOString(), subject: 'quay.example' },
    {
      site: 'quay.example',
      templateVersion: 0,
      signs: ['template'],
      sample: [],
      occurredAt: at.toISOString(),
    },
  );
  const noted: unknown[] = [];
  const result = await parseArticle(eventOf(page), {
    parser: { run: async () => ({ ...reading, look }) },
    metrics,
    rules: { maxBytes: 1_000_000, pageTypes: null },
    ruled: ruledAs({}),
    sites: {
      note: (...told) => {
        noted.push(told);
        return Promise.resolve([drift]);
      },
    },
    now: () => at,
  });
  expect(result.events).toContain(drift);
  const { articleId, fetch } = page;
  expect(noted).toEqual([[{ articleId, url: fetch.finalUrl, sha256: page.page.sha256 }, look, at]]);
});

it('counts the time to the answer of the thread, and not that of its site', async () => {
  const look = { names: [], width: 900, confidence: 0.8 };
  const times: number[] = [];
  await parseArticle(eventOf(page), {
    parser: { run: async () => ({ kind: 'refused', code: 'empty', message: 'because', look }) },
    metrics: { ...metrics, parsed: (_result, seconds) => times.push(seconds) },
    rules: { maxBytes: 1_000_000, pageTypes: null },
    ruled: ruledAs({}),
    sites: { note: () => new Promise((resolve) => setTimeout(resolve, 500, [])) },
    now: () => at,
  });
  expect(times).toEqual([expect.any(Number)]);
  expect(times[0]).toBeLessThan(0.4);
});

it.each([
  ['the setting', null, ARTICLE_PAGE_TYPES],
  ['what is ruled for the feed', ['product', 'forum'] as PageType[], ['product', 'forum']],
])('lets pass the classes of page of %s', async (_what, rule, expected) => {
  const told: RawPageJob['pageTypes'][] = [];
  const parser = {
    run: async (job: RawPageJob): Promise<PageReading> => {
      told.push(job.pageTypes);
      return { kind: 'refused', code: 'not_an_article', message: 'section', look: null };
    },
  };
  await parseArticle(eventOf({ ...page, feedId: 'feed-1' }), {
    parser,
    metrics,
    rules: { maxBytes: 1_000_000, pageTypes: ARTICLE_PAGE_TYPES },
    ruled: ruledAs(rule === null ? {} : { 'feed-1': rule }),
    sites,
    now: () => at,
  });
  expect(told).toEqual([expected]);
});
