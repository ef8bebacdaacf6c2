import {
  checkAgainst,
  contractsOf,
  topics,
  type ArticleDiscovered,
  type ArticleFetched,
  FeedRecord,
  type FeedChanged,
  type StageOutcome,
} from '@dateline/contracts';
import type { EntryRepository, FeedDoc } from '@dateline/storage';
import { dropTestDatabase, eventually, readTopic, ScriptedServer, uniquePrefix } from '@dateline/testing';
import { jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { sampleFeed, samplePage, type SampleItem } from './sample-feed.js';
import { addFeedAt, specPlace, startJoined } from './spec-fetcher.js';
import type { RunningFetcher } from './start-fetcher.js';

const where = specPlace('test-fetcher');
const html = { 'content-type': 'text/html; charset=utf-8' };
const rss = { 'content-type': 'application/rss+xml' };

let fetcher: RunningFetcher;
const outlets: ScriptedServer[] = [];

beforeAll(async () => {
  await dropTestDatabase(where.mongodbUri, where.dbName);
  fetcher = await startJoined(where, { PAGE_MAX_BYTES: '20000', PAGE_MAX_ATTEMPTS: '3' });
});

afterAll(async () => {
  await fetcher.stop();
  await Promise.all(outlets.map((outlet) => outlet.stop()));
  await dropTestDatabase(where.mongodbUri, where.dbName);
});

/** A server of its own for each test: another port is another host for the frontier. */
async function startOutlet(): Promise<ScriptedServer> {
  const outlet = await ScriptedServer.start();
  outlets.push(outlet);
  return outlet;
}

const addFeed = (
  outlet: ScriptedServer,
  path = '/rss',
  { database } = fetcher,
  more: { policy?: { contentFrom: 'page' | 'feed' } } = {},
): Promise<FeedDoc> => addFeedAt({ database }, outlet.url(path), more);

interface Message<T> {
  id: string;
  traceparent: string;
  data: T;
}

/** What a read-committed reader finds in a topic about one feed, validated against the contract. */
async function messagesOf<T extends { feedId: string | null }>(
  topic: string,
  feedId: string,
  prefix = where.prefix,
): Promise<Message<T>[]> {
  const contracts = contractsOf(topic);
  const messages = await readTopic({ brokers: where.kafkaBrokers, topic: prefix + topic });
  return messages
    .map(({ headers, value }) => {
      const data = JSON.parse(String(value)) as T;
      const contract = contracts.get(headers['ce_type'] ?? '');
      expect(contract && checkAgainst(contract.schema, data)).toMatchObject({ ok: true });
      return { id: headers['ce_id'] ?? '', traceparent: headers['traceparent'] ?? '', data };
    })
    .filter(({ data }) => data.feedId === feedId);
}

const discoveredOf = (feed: FeedDoc) => messagesOf<ArticleDiscovered>(topics.discovered.name, feed.feedId);
const fetchedOf = (feed: FeedDoc) => messagesOf<ArticleFetched>(topics.fetched.name, feed.feedId);

async function outcomesOf(feed: FeedDoc, stage: string): Promise<StageOutcome[]> {
  const messages = await messagesOf<StageOutcome>(topics.outcomes.name, feed.feedId);
  return messages.map(({ data }) => data).filter((outcome) => outcome.stage === stage);
}

/** Ends of the pages of a feed, waited for. */
function pagesEnded(feed: FeedDoc, count: number): Promise<StageOutcome[]> {
  const check = async () => {
    const outcomes = await outcomesOf(feed, 'fetch');
    return outcomes.length >= count ? outcomes : null;
  };
  return eventually(check, { timeoutMs: 40_000, what: `${count} pages to come to an end` });
}

const feedNow = async (feed: FeedDoc): Promise<FeedDoc> => {
  const found = await fetcher.database.feeds.get(feed.feedId);
  if (!found) throw new Error('the feed is gone');
  return found;
};

it('a page that cannot be had takes its tries and ends, and holds up no other page of its site', async () => {
  const outlet = await startOutlet();
  const names = ['first', 'reset', 'second', 'short', 'third', 'fourth'];
  const items = names.map((name) => ({ guid: name, link: outlet.url(`/${name}`), title: name }));
  outlet.route('/rss', { headers: rss, body: sampleFeed(items) });
  for (const name of names) outlet.route(`/${name}`, { headers: html, body: samplePage(name) });
  outlet
    .route('/reset', { cut: true })
    .route('/short', { headers: html, body: samplePage('short'), cut: true });
  const feed = await addFeed(outlet);

  const ends = await pagesEnded(feed, names.length);
  const told = ends.map(({ url, outcome, reason, attempts }) => [url, outcome, reason, attempts]);
  expect(told.sort()).toEqual([
    ...['first', 'fourth'].map((name) => [outlet.url(`/${name}`), 'emitted', null, 1]),
    [outlet.url('/reset'), 'rejected', 'unreachable', 3],
    [outlet.url('/second'), 'emitted', null, 1],
    [outlet.url('/short'), 'rejected', 'unreachable', 3],
    [outlet.url('/third'), 'emitted', null, 1],
  ]);
}, 60_000);

it('takes a feed to pages, each with one end, in one trace', async () => {
  const outlet = await startOutlet();
  const link = (path: string) => outlet.url(path);
  const items: SampleItem[] = [
    { guid: '1', link: link('/good'), title: 'Ferry returns' },
    { guid: '2', link: link('/missing'), title: 'Ferry lost' },
    { guid: '3', link: link('/huge'), title: 'Ferry log' },
    { guid: '4', link: link('/report.pdf'), title: 'Ferry report' },
    { guid: '5', link: link('/private'), title: 'Ferry secret' },
    { guid: '6', title: 'Ferry without a page' },
  ];
  const page = samplePage('Ferry returns');
  outlet
    .route('/rss', { headers: rss, body: sampleFeed(items) })
    .route('/good', { status: 301, headers: { location: '/better' } })
    .route('/better', { headers: html, body: page })
    .route('/huge', { headers: html, body: 'x'.repeat(20_001) })
    .route('/report.pdf', { headers: { 'content-type': 'application/pdf' }, body: '%PDF' })
    .route('/private', { status: 302, headers: { location: 'http://10.0.0.1/' } });
  const feed = await addFeed(outlet);

  const ends = await pagesEnded(feed, 5);
  expect(ends.map(({ outcome, reason, attempts }) => `${outcome} ${reason} ${attempts}`).sort()).toEqual([
    'emitted null 1',
    'rejected forbidden_address 1',
    'rejected not_found 1',
    'rejected too_large 1',
    'rejected unsupported_media 1',
  ]);

  const discovered = await discoveredOf(feed);
  expect(discovered).toHaveLength(5);
  expect(discovered.every(({ data }) => data.change === 'new' && data.feedUrl === feed.url)).toBe(true);
  expect((await outcomesOf(feed, 'discover')).map((o) => o.eventId).sort()).toEqual(
    discovered.map(({ id }) => id).sort(),
  );

  const [fetched, ...more] = await fetchedOf(feed);
  expect(more).toEqual([]);
  const discovery = discovered.find(({ data }) => data.url === link('/good'));
  const bytes = Buffer.from(page);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(fetched?.data).toMatchObject({
    articleId: discovery?.data.articleId,
    origin: 'feed',
    entry: { entryId: '1', title: 'Ferry returns' },
    discoveredAt: discovery?.data.discoveredAt,
    fetch: {
      status: 200,
      finalUrl: link('/better'),
      contentType: html['content-type'],
      bytes: bytes.length,
      rawRef: sha256,
    },
    page: { bytes: bytes.length, sha256 },
  });
  expect(gunzipSync(Buffer.from(fetched?.data.page.data ?? '', 'base64')).equals(bytes)).toBe(true);
  const raw = await fetcher.database.rawPages.get(sha256);
  expect(raw && gunzipSync(raw.gzip).equals(bytes)).toBe(true);
  expect(fetched?.traceparent.split('-')[1]).toBe(discovery?.id);

  const recent = (await feedNow(feed)).recentFetches[0];
  expect(recent).toMatchObject({
    outcome: 'read',
    entries: 6,
    newEntries: 5,
    reason: '1 entries without a usable address',
  });
});

it('takes the content of a feed and asks for no page where that is the rule', async () => {
  const outlet = await startOutlet();
  const said = '<description>The &lt;b&gt;ferry&lt;/b&gt; came back.</description>';
  const items = [
    { guid: '1', link: outlet.url('/full'), title: 'Ferry' },
    { guid: '2', link: outlet.url('/empty'), title: 'Nothing more' },
  ];
  const body = sampleFeed(items).replace('</title></item>', `</title>${said}</item>`);
  outlet.route('/rss', { headers: rss, body }).route('/full', { headers: html, body: samplePage('Page') });
  const feed = await addFeed(outlet, '/rss', fetcher, { policy: { contentFrom: 'feed' } });
  const ends = await pagesEnded(feed, 2);
  expect(ends.map(({ outcome, reason }) => `${outcome} ${reason}`).sort()).toEqual([
    'emitted null',
    'rejected empty_page',
  ]);
  const [fetched, ...more] = await fetchedOf(feed);
  expect(more).toEqual([]);
  expect(fetched?.data.fetch).toMatchObject({ source: 'feed', status: null, finalUrl: outlet.url('/full') });
  expect(fetched?.data.fetch).not.toHaveProperty('problem');
  const page = gunzipSync(Buffer.from(fetched?.data.page.data ?? '', 'base64')).toString('utf8');
  expect(page).toContain('<b>ferry</b> came back');
  expect(outlet.requests.filter(({ path }) => path !== '/rss')).toEqual([]);
});

it('records what the Link header of a page names', async () => {
  const outlet = await startOutlet();
  const link = '</story>; rel="canonical", </story.amp>; rel=amphtml';
  outlet
    .route('/rss', {
      headers: rss,
      body: sampleFeed([{ guid: '1', link: outlet.url('/story?x=1'), title: 'Ferry' }]),
    })
    .route('/story', { headers: { ...html, link }, body: samplePage('Ferry') });
  const feed = await addFeed(outlet);
  await pagesEnded(feed, 1);
  const [fetched] = await fetchedOf(feed);
  expect(fetched?.data.fetch.links).toEqual({
    canonicalUrl: outlet.url('/story'),
    ampUrl: outlet.url('/story.amp'),
  });
});

it('asks with validators, takes 304 for no news, and publishes a changed entry again', async () => {
  const outlet = await startOutlet();
  const item = { guid: 'only', link: outlet.url('/story'), title: 'Quay closed' };
  let document = { etag: '"v1"', body: sampleFeed([item]) };
  outlet
    .route('/story', { headers: html, body: samplePage('Quay closed') })
    .route('/rss', ({ headers }) =>
      headers['if-none-match'] === document.etag
        ? { status: 304 }
        : { headers: { ...rss, etag: document.etag, 'last-modified': 'some day' }, body: document.body },
    );
  const feed = await addFeed(outlet);
  await pagesEnded(feed, 1);
  await eventually(async () => (await feedNow(feed)).stats.notModified >= 2, {
    what: 'two polls without news',
  });
  const [first, second] = outlet.requestsTo('/rss');
  expect(first?.headers['if-none-match'] ?? first?.headers['if-modified-since']).toBeUndefined();
  expect(second?.headers).toMatchObject({ 'if-none-match': '"v1"', 'if-modified-since': 'some day' });
  expect(await discoveredOf(feed)).toHaveLength(1);

  document = { etag: '"v2"', body: sampleFeed([{ ...item, title: 'Quay open again' }]) };
  await pagesEnded(feed, 2);
  const [before, after] = await discoveredOf(feed);
  expect([before?.data.change, after?.data.change]).toEqual(['new', 'changed']);
  expect(after?.data.articleId).toBe(before?.data.articleId);
  expect(after?.id).not.toBe(before?.id);
  expect(new Set((await fetchedOf(feed)).map(({ id }) => id)).size).toBe(2);
  expect(await feedNow(feed)).toMatchObject({
    http: { etag: '"v2"', lastModified: 'some day' },
    stats: { newEntries: 1, changedEntries: 1 },
    failure: { consecutive: 0 },
  });
});

it('tries a page again and says how often', async () => {
  const outlet = await startOutlet();
  let requests = 0;
  outlet
    .route('/rss', {
      headers: rss,
      body: sampleFeed([{ guid: '1', link: outlet.url('/slow'), title: 'Tide' }]),
    })
    .route('/slow', () => {
      requests += 1;
      return requests === 1 ? { status: 503 } : { headers: html, body: samplePage('Tide') };
    });
  const feed = await addFeed(outlet);
  expect(await pagesEnded(feed, 1)).toMatchObject([{ outcome: 'emitted', attempts: 2 }]);
  expect(requests).toBe(2);
});

it('repeats the same event when it dies between publishing and recording', async () => {
  const outlet = await startOutlet();
  outlet
    .route('/rss', {
      headers: rss,
      body: sampleFeed([{ guid: '1', link: outlet.url('/a'), title: 'Storm' }]),
    })
    .route('/a', { headers: html, body: samplePage('Storm') });
  // On the prototype, because the database hands out a proxy that wraps what it finds on the repository.
  const entries = Object.getPrototypeOf(fetcher.database.entries) as EntryRepository;
  const record = jest.spyOn(entries, 'record');
  record.mockImplementationOnce(() => Promise.reject(new Error('the process died here')));
  const feed = await addFeed(outlet);
  const scheduled = await eventually(
    async () => {
      const outcomes = await outcomesOf(feed, 'schedule');
      return outcomes.length >= 2 ? outcomes : null;
    },
    { timeoutMs: 30_000, what: 'the event to be scheduled twice' },
  );
  record.mockRestore();
  const discovered = await discoveredOf(feed);
  expect(discovered).toHaveLength(2);
  expect(new Set(discovered.map(({ id }) => id)).size).toBe(1);
  expect(scheduled.map(({ outcome, reason }) => `${outcome} ${reason}`)).toEqual([
    'emitted null',
    'duplicate repeated_event',
  ]);
  await pagesEnded(feed, 1);
  expect(outlet.requestsTo('/a')).toHaveLength(1);
  expect((await feedNow(feed)).recentFetches[0]).toMatchObject({ outcome: 'internal' });
});

it('does not store validators of what is no feed, and slows down', async () => {
  const outlet = await startOutlet();
  outlet.route('/rss', { headers: { ...html, etag: '"wall"' }, body: samplePage('Please sign in') });
  const feed = await addFeed(outlet);
  await eventually(async () => (await feedNow(feed)).failure.consecutive >= 2, { what: 'two failures' });
  expect(await feedNow(feed)).toMatchObject({
    http: { etag: null, bodyHash: null },
    failure: { lastClass: 'not_a_feed', lastStatus: 200 },
    nextFetchReason: 'failure_backoff',
    state: 'active',
  });
  expect(outlet.requestsTo('/rss').every(({ headers }) => headers['if-none-match'] === undefined)).toBe(true);
});

it('H23 asks a feed that is gone no more, tells of it once, and asks the others of its host as before', async () => {
  const outlet = await startOutlet();
  outlet.route('/rss', { status: 410 }).route('/other', { headers: rss, body: sampleFeed([]) });
  const feed = await addFeed(outlet);
  await eventually(async () => (await feedNow(feed)).state === 'gone', { what: 'the feed to be gone' });
  await addFeed(outlet, '/other');
  await eventually(() => outlet.requestsTo('/other').length >= 3, { what: 'three polls of the other feed' });
  expect(outlet.requestsTo('/rss')).toHaveLength(1);
  expect(await feedNow(feed)).toMatchObject({ stateReason: 'status 410', nextFetchReason: 'gone' });
  const told = await eventually(
    async () => {
      const events = await messagesOf<FeedChanged>(topics.feedChanges.name, feed.feedId);
      return events.length >= 2 ? events : null;
    },
    { what: 'the end of the feed to be told' },
  );
  expect(told.map(({ data }) => [data.change, data.state, data.reason])).toEqual([
    ['added', 'active', null],
    ['gone', 'gone', 'status 410'],
  ]);
  expect(told[1]?.data).toMatchObject({ feedUrl: outlet.url('/rss'), previousUrl: null, duplicateOf: null });
});

it('publishes the record of each feed, and a tombstone when it is removed', async () => {
  const outlet = await startOutlet();
  outlet.route('/rss', { headers: rss, body: sampleFeed([]) });
  const feed = await addFeed(outlet);
  const { database } = fetcher;
  const topic = where.prefix + topics.feeds.name;
  const lastOf = async () => {
    const messages = await readTopic({ brokers: where.kafkaBrokers, topic });
    return messages.findLast(({ key }) => key === feed.feedId);
  };
  const recordOf = async () => {
    const checked = checkAgainst(FeedRecord, JSON.parse(String((await lastOf())?.value ?? null)));
    return checked.ok ? checked.value : null;
  };
  const title = await eventually(async () => (await recordOf())?.title, { what: 'the title to be told' });
  expect(await recordOf()).toMatchObject({ url: outlet.url('/rss'), state: 'active', title, labels: [] });
  await database.feedBulk.setNames([feed.feedId], { ownTitle: 'Quay Post', labels: ['Ports'] }, new Date());
  await eventually(async () => (await recordOf())?.title === 'Quay Post', { what: 'the new title' });
  expect((await recordOf())?.labels).toEqual(['Ports']);
  await database.feeds.remove(feed.feedId, new Date());
  const tombstone = await eventually(
    async () => {
      const last = await lastOf();
      return last?.value === null ? last : null;
    },
    { what: 'the tombstone' },
  );
  expect(tombstone.headers['ce_type']).toBe('news.feed.removed.v1');
});

it('counts polls, pages and the frontier', async () => {
  const text = await fetcher.registry.metrics();
  expect(text).toMatch(/dateline_feed_fetch_total\{outcome="not_modified"\} [1-9]/);
  expect(text).toMatch(/dateline_page_fetch_total\{outcome="emitted"\} [1-9]/);
  expect(text).toMatch(/dateline_page_fetch_total\{outcome="too_large"\} 1/);
  expect(text).toMatch(/dateline_frontier_waiting_pages \d/);
  expect(text).toMatch(/dateline_feeds\{state="active"\} [1-9]/);
  expect(text).toMatch(/dateline_feeds\{state="gone"\} 1/);
  expect(text).toMatch(/dateline_feeds_volume\{state="learning"\} [1-9]/);
  expect(text).toMatch(/dateline_feeds_without_success\{longer_than="1h"\} 0/);
  expect(text).toMatch(/dateline_feed_last_success_age_seconds \d/);
  expect(text).toMatch(/dateline_feed_schedule_delay_seconds \d/);
});

it('H36 H64 keeps the gap of a host with two replicas at work, and stops with every host given back', async () => {
  const apart = { ...where, prefix: uniquePrefix(), dbName: `${where.dbName}-polite` };
  const settings = {
    HOST_MIN_GAP_MS: '120',
    FEED_MIN_INTERVAL_SECONDS: '600',
    FEED_MAX_INTERVAL_SECONDS: '600',
  };
  const [first, second] = await Promise.all([startJoined(apart, settings), startJoined(apart, settings)]);
  const outlet = await startOutlet();
  const paths = Array.from({ length: 8 }, (_, i) => `/story-${i}`);
  for (const path of paths) outlet.route(path, { headers: html, body: samplePage(path) });
  const items = paths.map((path) => ({ guid: path, link: outlet.url(path), title: path }));
  outlet.route('/rss', { headers: rss, body: sampleFeed(items) });
  const feed = await addFeed(outlet, '/rss', first);
  await eventually(
    async () => {
      const outcomes = await messagesOf<StageOutcome>(topics.outcomes.name, feed.feedId, apart.prefix);
      return outcomes.filter(({ data }) => data.stage === 'fetch').length === paths.length;
    },
    { timeoutMs: 60_000, what: 'all pages to be fetched' },
  );
  const times = outlet.requests.map(({ at }) => at.getTime());
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(120);
  // The feed, robots.txt once for both replicas, and each page.
  expect(outlet.requests).toHaveLength(paths.length + 2);
  expect(outlet.requestsTo('/robots.txt')).toHaveLength(1);
  await first.stop();
  expect(await second.database.frontier.counts()).toMatchObject({ waitingPages: 0, leasedHosts: 0 });
  await second.stop();
  await dropTestDatabase(where.mongodbUri, apart.dbName);
});
