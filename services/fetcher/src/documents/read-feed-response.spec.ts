import { parseSource } from '@dateline/feed';
import { createHttpClient, HttpError, type HttpResponse } from '@dateline/http';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFeedError, readFeedResponse } from './read-feed-response.js';

const now = new Date('2026-03-03T12:00:00Z');
const rss = Buffer.from(
  '<rss version="2.0"><channel><title>Harbour News</title><item><title>One</title><link>https://outlet.example/1</link></item></channel></rss>',
);
const hash = createHash('sha256').update(rss).digest('hex');
const nothing = { etag: null, lastModified: null, bodyHash: null };
const response = (said: Partial<HttpResponse>): HttpResponse => ({
  status: 200,
  headers: {},
  body: rss,
  finalUrl: 'https://outlet.example/rss',
  hops: [],
  bytes: rss.length,
  ...said,
});
const read = (
  said: Partial<HttpResponse>,
  stored: Parameters<typeof readFeedResponse>[1]['stored'] = nothing,
) => readFeedResponse(response(said), { stored, conditional: stored !== nothing, parse: parseSource }, now);

it('reads a document and keeps its validators byte for byte', async () => {
  const headers = { etag: 'W/unquoted', 'last-modified': 'not a date', 'cache-control': 'max-age=60' };
  expect(await read({ headers })).toMatchObject({
    kind: 'read',
    validators: { etag: 'W/unquoted', lastModified: 'not a date' },
    bodyHash: hash,
    fresh: { seconds: 60, by: 'max-age' },
    parsed: { items: [{ title: 'One' }] },
  });
});

it('H08 clears a validator that the server no longer sends', async () => {
  const stored = { etag: '"1"', lastModified: 'then', bodyHash: 'other' };
  expect(await read({ headers: { etag: '"2"' } }, stored)).toMatchObject({
    validators: { etag: '"2"', lastModified: null },
  });
});

it('H10 knows the same bytes again', async () => {
  const stored = { ...nothing, bodyHash: hash };
  expect(await read({ headers: { etag: '"2"' } }, stored)).toEqual({
    kind: 'unchanged',
    validators: { etag: '"2"', lastModified: null },
    bodyHash: hash,
    fresh: null,
  });
});

it.each([
  [{}, { etag: '"1"', lastModified: 'then' }],
  [{ etag: '"2"' }, { etag: '"2"', lastModified: 'then' }],
])('keeps or renews validators with a 304 of headers %j', async (headers, validators) => {
  const stored = { etag: '"1"', lastModified: 'then', bodyHash: hash };
  const reading = await read(
    { status: 304, body: Buffer.alloc(0), headers: headers as Record<string, string> },
    stored,
  );
  expect(reading).toMatchObject({ kind: 'not_modified', validators });
});

it.each<[string, Partial<HttpResponse>, object]>([
  ['a 304 that nobody asked for', { status: 304 }, { class: 'protocol' }],
  ['an empty body', { body: Buffer.alloc(0) }, { class: 'empty', status: 200 }],
  ['204', { status: 204 }, { class: 'empty' }],
  ['206', { status: 206 }, { class: 'http_status' }],
  ['404', { status: 404 }, { class: 'http_4xx', status: 404 }],
  ['403', { status: 403 }, { class: 'blocked' }],
  ['429', { status: 429, headers: { 'retry-after': '90' } }, { class: 'throttled', retryAfterSeconds: 90 }],
  ['503', { status: 503, headers: { 'retry-after': '90' } }, { class: 'http_5xx', retryAfterSeconds: 90 }],
  ['a page of HTML', { body: Buffer.from('<!doctype html><title>Sign in</title>') }, { class: 'not_a_feed' }],
  [
    'a bot wall',
    {
      body: Buffer.from('<!doctype html><title>One moment</title>'),
      headers: { 'cf-mitigated': 'challenge' },
    },
    { class: 'blocked', message: expect.stringContaining('cf-mitigated: challenge') as string },
  ],
])('H12 H48 H50 H51 names the failure of %s', async (_name, said, failure) => {
  expect(await read(said)).toMatchObject({ kind: 'failed', failure });
});

it('says that a feed is gone', async () => {
  expect(await read({ status: 410 })).toMatchObject({
    kind: 'gone',
    failure: { class: 'gone', status: 410 },
  });
});

it('names a request without response by its code', () => {
  expect(readFeedError(new HttpError('tls', 'expired'))).toEqual({
    kind: 'failed',
    failure: { class: 'tls', status: null, message: 'expired', retryAfterSeconds: null },
  });
});

it('H47 reads a feed whatever its type says', async () => {
  expect(await read({ headers: { 'content-type': 'text/html; charset=utf-8' } })).toMatchObject({
    kind: 'read',
    parsed: { items: [{ title: 'One' }] },
  });
});

it.each(['utf-8', 'none'])('takes the content coding %s, which is none, for none', async (coding) => {
  const server = createServer((_request, answer) =>
    answer.writeHead(200, { 'content-encoding': coding }).end(rss),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = createHttpClient({ userAgent: 'spec', timeoutMs: 5_000, allowedNetworks: ['127.0.0.0/8'] });
  try {
    const said = await client.get(`http://127.0.0.1:${port}/`, { accept: '*/*', maxBytes: 10_000 });
    expect(await read(said)).toMatchObject({ kind: 'read', parsed: { items: [{ title: 'One' }] } });
  } finally {
    server.close();
  }
});
