import { createHttpClient } from '@dateline/http';
import { ScriptedServer } from '@dateline/testing';
import { FeedParser, type FeedParserSettings } from '../src/documents/feed-parser.js';
import { readFeedResponse } from '../src/documents/read-feed-response.js';
import { feedEntry } from './feed-entry.js';
import { sampleFeed } from './sample-feed.js';
import { gzipSync } from 'node:zlib';

const http = createHttpClient({ userAgent: 'Test/1', timeoutMs: 60_000, allowedNetworks: ['127.0.0.0/8'] });
const nothing = { etag: null, lastModified: null, bodyHash: null };
const parsers: FeedParser[] = [];
let outlet: ScriptedServer;

beforeAll(async () => {
  outlet = await ScriptedServer.start();
});
afterAll(async () => {
  await Promise.all(parsers.map((parser) => parser.close()));
  await outlet.stop();
});

function open(settings: Partial<FeedParserSettings> = {}): FeedParser {
  const usual = {
    reader: 'own' as const,
    inlineBytes: 64 * 1024,
    threads: 1,
    taskMs: 120_000,
    memoryMb: 512,
  };
  const parser = new FeedParser({ ...usual, ...settings });
  parsers.push(parser);
  return parser;
}

/** Ten megabytes of the smallest elements, as deep as the reader goes. */
function hostileFeed(): Buffer {
  const nest = `${'<b>'.repeat(300)}${'</b>'.repeat(300)}`;
  const item = `<item><title>x</title><link>https://outlet.example/1</link><description>${nest}</description></item>`;
  const count = Math.floor((9 * 1024 * 1024) / item.length);
  return Buffer.from(
    `<rss version="2.0"><channel><title>Hostile</title>${item.repeat(count)}</channel></rss>`,
  );
}

/** As many entries as fit. */
function swarmingFeed(): Buffer {
  const item = '<item><link>http://outlet.example/1</link></item>';
  return Buffer.from(`<rss version="2.0"><channel>${item.repeat(180_000)}</channel></rss>`);
}

async function poll(path: string, { parse }: FeedParser) {
  const response = await http.get(outlet.url(path), { accept: '*/*', maxBytes: 10 * 1024 * 1024 });
  return readFeedResponse(response, { stored: nothing, conditional: false, parse }, new Date());
}

it("completes another host's poll while a hostile feed is parsed", async () => {
  const parser = open();
  const item = { guid: '1', link: 'https://other.example/1', title: 'Tide' };
  outlet.route('/other', { body: sampleFeed([item]) });
  const order: string[] = [];
  const hostile = parser
    .parse(hostileFeed(), { url: 'https://hostile.example/rss', headers: {} })
    .then(({ items }) => {
      order.push('hostile feed read');
      return items.length;
    });
  order.push(`${parser.load} in a thread`);
  const other = await poll('/other', parser);
  order.push(`other feed ${other.kind}`);
  expect(await hostile).toBeGreaterThan(1_000);
  expect(order).toEqual(['1 in a thread', 'other feed read', 'hostile feed read']);
}, 180_000);

it('names a feed that takes too long, or more memory than there is, too complex; the next is read', async () => {
  const body = hostileFeed();
  outlet
    .route('/hostile', { body })
    .route('/swarm', { body: swarmingFeed() })
    .route('/next', { body: sampleFeed([]) });
  const hasty = open({ taskMs: 100, inlineBytes: 0 });
  expect(await poll('/hostile', hasty)).toMatchObject({ kind: 'failed', failure: { class: 'too_complex' } });
  expect(await poll('/next', hasty)).toMatchObject({ kind: 'read' });
  const narrow = open({ memoryMb: 64, inlineBytes: 0 });
  expect(await poll('/swarm', narrow)).toMatchObject({ kind: 'failed', failure: { class: 'too_complex' } });
  expect(await poll('/next', narrow)).toMatchObject({ kind: 'read' });
}, 180_000);

it('gives the same document and the same refusal from a thread as on the spot', async () => {
  const item = { guid: '1', link: 'https://outlet.example/1', title: 'Ferry' };
  const page = '<!doctype html><title>Sign in</title>';
  outlet
    .route('/rss', { headers: { 'content-type': 'application/rss+xml' }, body: sampleFeed([item]) })
    .route('/page', { headers: { 'content-type': 'text/html' }, body: page })
    .route('/sitemap.xml.gz', {
      body: gzipSync('<urlset><url><loc>https://outlet.example/1</loc></url></urlset>'),
    });
  const [apart, here] = [open({ inlineBytes: 0 }), open()];
  const shared = ['1', '1', '1'].map((id, n) => feedEntry({ id, url: `https://outlet.example/${n}` }));
  for (const path of ['/rss', '/page', '/sitemap.xml.gz'])
    expect(await poll(path, apart)).toEqual(await poll(path, here));
  expect(await poll('/page', apart)).toMatchObject({ failure: { class: 'not_a_feed' } });
  const [there, same] = [apart, here].map(({ choose }) => choose(shared, outlet.url('/rss'), 0, null));
  expect(await there).toMatchObject({ policy: 'link', reason: 'guids_shared' });
  expect(await same).toEqual(await there);
});
