import type { ArticleRecord } from '@dateline/contracts';
import { infrastructure, ScriptedServer, stopServices } from '@dateline/testing';
import { Pipeline, pageOf } from './pipeline.js';

afterAll(stopServices);

const SENTENCES = Array.from(
  { length: 6 },
  (_, i) =>
    `Part ${i + 1}: the ferry waited in the fog for an hour until the beacon of the northern quay came in sight.`,
);

const item = (url: string, title: string, content: string) =>
  `<item><title>${title}</title><link>${url}</link><guid isPermaLink="false">${title}</guid>` +
  `<pubDate>Tue, 03 Mar 2026 09:05:07 +0000</pubDate><dc:creator>Mara Lind</dc:creator>` +
  `<content:encoded><![CDATA[${content}]]></content:encoded></item>`;

it('makes an article of the content of a feed when the page cannot be had, and says so', async () => {
  const outlet = await ScriptedServer.start();
  const { kafkaBrokers, mongodbUri } = infrastructure();
  const pipeline = Pipeline.prepare({ kafkaBrokers, mongodbUri });
  const html = { 'content-type': 'text/html; charset=utf-8' };
  outlet.route('/blocked', { status: 451, headers: html, body: 'not here' });
  outlet.route('/there', { headers: html, body: pageOf(1) });
  const full = SENTENCES.map((s) => `<p>${s}</p>`).join('');
  outlet.route('/feed.xml', {
    headers: { 'content-type': 'application/rss+xml' },
    body:
      '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">' +
      `<channel><title>Quay Gazette</title><link>${outlet.url('/')}</link><language>en</language><description>d</description>` +
      item(outlet.url('/blocked'), 'Ferry waits out the fog', full) +
      item(outlet.url('/gone'), 'Ferry sails again', '<p>A teaser of it …</p>') +
      item(outlet.url('/there'), 'Report 1', full) +
      '</channel></rss>',
  });
  try {
    await pipeline.start();
    await pipeline.addFeed(outlet.url('/feed.xml'));
    const audit = await pipeline.settled(3);
    expect(audit).toMatchObject({ balanced: true, totals: { indexed: 2, rejected: 1 } });
    const { items } = await pipeline.get<{ items: ArticleRecord[] }>('/articles');
    const [feedOnly] = items.filter(({ url }) => url.endsWith('/blocked'));
    expect(feedOnly).toMatchObject({
      headline: 'Ferry waits out the fog',
      articleBody: SENTENCES.join('\n'),
      author: [{ name: 'Mara Lind' }],
      datePublished: '2026-03-03T09:05:07.000Z',
      inLanguage: 'en',
      fetch: { source: 'feed', status: null, problem: { reason: 'blocked', detail: 'status 451' } },
      pipeline: { input: 'feed' },
      provenance: { headline: { source: 'feed' }, articleBody: { source: 'feed' } },
    });
    const [fromPage] = items.filter(({ url }) => url.endsWith('/there'));
    expect(fromPage).toMatchObject({ pipeline: { input: 'html' } });
    expect(fromPage?.fetch.source ?? 'page').toBe('page');
    expect(fromPage?.pipeline.fetcher).toMatch(/^\d/);
  } finally {
    await pipeline.stop();
    await outlet.stop();
  }
}, 300_000);
