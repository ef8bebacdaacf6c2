import { ScriptedServer } from '@dateline/testing';
import { startInstallation, type Installation } from './fixtures/gateway-installation.js';

const FEED =
  '<?xml version="1.0"?><rss version="2.0"><channel><title>Quay Gazette</title><link>https://quay.example/</link><description>d</description></channel></rss>';
let site: ScriptedServer;
let gateway: Installation;

beforeAll(async () => {
  site = await ScriptedServer.start();
  gateway = await startInstallation({ FETCH_ALLOWED_NETWORKS: '127.0.0.0/8' });
  await gateway.prepare();
});
afterAll(async () => {
  await gateway.stop();
  await site.stop();
});

const page = (path: string, html: string) =>
  site.route(path, { headers: { 'content-type': 'text/html' }, body: html });
const discover = async (url: string) => {
  const { status, json } = await gateway.request('POST', '/feeds/discover', { body: { url } });
  return { status, body: json as Record<string, unknown> };
};

it('H49 offers the feeds that a page names, link tags first, and adds none', async () => {
  page(
    '/news/',
    '<link rel="alternate" type="application/rss+xml" title="All" href="/all.xml"><a href="/sport/rss">Sport</a>',
  );
  expect(await discover(site.url('/news/'))).toEqual({
    status: 200,
    body: {
      url: site.url('/news/'),
      feeds: [
        { url: site.url('/all.xml'), title: 'All', from: 'link' },
        { url: site.url('/sport/rss'), title: null, from: 'anchor' },
      ],
    },
  });
  expect(await gateway.database.feeds.list({ limit: 10 })).toEqual([]);
});

it('answers a feed with itself', async () => {
  site.route('/feed-itself', { headers: { 'content-type': 'text/html' }, body: FEED });
  const { body } = await discover(site.url('/feed-itself'));
  expect(body['feeds']).toEqual([{ url: site.url('/feed-itself'), title: 'Quay Gazette', from: 'itself' }]);
});

it('asks the usual addresses where the page names none, and offers sitemaps where there is no feed', async () => {
  page('/', '<h1>News</h1>');
  expect((await discover(site.url('/'))).body['feeds']).toEqual([]);
  site.route('/robots.txt', { body: 'User-agent: *\nSitemap: /all.xml\nSitemap: /news.xml' });
  expect((await discover(site.url('/'))).body['feeds']).toEqual([
    { url: site.url('/news.xml'), title: null, from: 'sitemap' },
    { url: site.url('/all.xml'), title: null, from: 'sitemap' },
  ]);
  site.route('/rss.xml', { headers: { 'content-type': 'application/rss+xml' }, body: FEED });
  expect((await discover(site.url('/'))).body['feeds']).toEqual([
    { url: site.url('/rss.xml'), title: 'Quay Gazette', from: 'well_known' },
  ]);
});

it.each([
  ['no address', 'not an address', 400],
  ['a page that is not there', '/missing', 422],
  ['an address inside that is not allowed', 'http://10.0.0.1/', 422],
])('refuses %s', async (_, url, status) => {
  const answer = await discover(url.startsWith('/') ? site.url(url) : url);
  expect(answer.status).toBe(status);
  expect(answer.body['detail']).toEqual(expect.any(String));
});

it('is offered by the command line, too', async () => {
  page('/cli/', '<link rel="alternate" type="application/atom+xml" href="a.atom">');
  const { code, out } = await gateway.cli('feeds', 'discover', site.url('/cli/'));
  expect({ code, out }).toEqual({ code: 0, out: `${site.url('/cli/a.atom')}  link` });
});
