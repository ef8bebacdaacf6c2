import { HttpException } from '@nestjs/common';
import { browserRules } from './browser-rules.js';
import type { HttpRequest } from './http.types.js';

const rules = browserRules(['News.Example']);

/** Status that the rules refuse a request with; 0: they let it through. */
function statusOf(method: string, url: string, headers: Record<string, string>, localAddress = '127.0.0.1') {
  let status = 0;
  const request = { method, url, headers: { host: '127.0.0.1:8080', ...headers }, socket: { localAddress } };
  rules(request as unknown as HttpRequest, {} as never, (problem) => {
    if (problem instanceof HttpException) status = problem.getStatus();
    else expect(problem).toBeUndefined();
  });
  return status;
}

const JSON_BODY = { 'content-type': 'application/json', 'content-length': '2' };

describe('the name of the host', () => {
  it.each([
    ['127.0.0.1:8080', 0],
    ['127.9.9.9', 0],
    ['localhost:8080', 0],
    ['LOCALHOST', 0],
    ['[::1]:8080', 0],
    ['news.example', 0],
    ['NEWS.example:443', 0],
    ['news.example.', 0],
    ['rebind.evil.example', 421],
    ['rebind.evil.example:8080', 421],
    ['localhost.evil.example', 421],
    ['127.0.0.1.evil.example', 421],
    ['192.0.2.7', 421],
    ['', 421],
    ['[::1', 421],
  ])('%j: %i', (host, status) => {
    expect(statusOf('GET', '/feeds', { host })).toBe(status);
    expect(statusOf('POST', '/feeds', { host, ...JSON_BODY })).toBe(status);
  });

  it('may be the address that was connected to', () => {
    expect(statusOf('GET', '/feeds', { host: '192.0.2.7:8080' }, '::ffff:192.0.2.7')).toBe(0);
    expect(statusOf('GET', '/feeds', { host: '[2001:db8::7]:8080' }, '2001:db8::7')).toBe(0);
  });

  it('is not asked of probes and hubs', () => {
    for (const url of ['/health/live', '/health/ready', '/websub/abc'])
      expect(statusOf('GET', url, { host: 'anything.example' })).toBe(0);
  });
});

describe('where a request comes from', () => {
  it.each([
    ['same-origin', 'cors', 0, 0],
    ['none', 'navigate', 0, 0],
    ['same-site', 'cors', 403, 403],
    ['cross-site', 'no-cors', 403, 403],
    ['cross-site', 'cors', 403, 403],
    // A link on another site; a form post is a navigation, too, and changes something.
    ['cross-site', 'navigate', 0, 403],
    ['same-site', 'navigate', 0, 403],
  ])('%s, %s: a read %i, a change %i', (site, mode, read, change) => {
    const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': mode };
    expect(statusOf('GET', '/feeds', headers)).toBe(read);
    expect(statusOf('POST', '/feeds', { ...headers, ...JSON_BODY })).toBe(change);
    expect(statusOf('DELETE', '/feeds/1', headers)).toBe(change);
  });

  it.each([
    ['http://127.0.0.1:8080', 0],
    ['http://127.0.0.1:8081', 403],
    ['http://127.0.0.1', 403],
    ['https://evil.example', 403],
    ['null', 403],
    ['', 403],
  ])('a change with the origin %j: %i', (origin, status) => {
    expect(statusOf('POST', '/feeds', { origin, ...JSON_BODY })).toBe(status);
    expect(statusOf('POST', '/articles/x/erase', { origin, ...JSON_BODY })).toBe(status);
  });

  it('does not matter to hubs', () => {
    expect(statusOf('POST', '/websub/abc', { origin: 'https://hub.example' })).toBe(0);
  });
});

describe('what a body may be', () => {
  it.each([
    ['/feeds', 'application/json', 0],
    ['/feeds', 'application/json; charset=utf-8', 0],
    ['/feeds', 'APPLICATION/JSON', 0],
    ['/feeds', 'application/x-www-form-urlencoded', 415],
    ['/feeds', 'multipart/form-data; boundary=x', 415],
    ['/feeds', 'text/plain', 415],
    ['/feeds', 'text/plain; application/json', 415],
    ['/feeds', 'application/jsonp', 415],
    ['/feeds', 'text/xml', 415],
    ['/feeds', '', 415],
    ['/articles/x/erase', 'application/x-www-form-urlencoded', 415],
    ['/feeds/import', 'text/x-opml', 0],
    ['/feeds/import', 'text/xml; charset=utf-8', 0],
    ['/feeds/import?x=1', 'application/xml', 0],
    ['/feeds/import', 'application/opml+xml', 0],
    ['/feeds/import', 'text/plain', 415],
    ['/feeds/import', 'application/json', 415],
    ['/feeds/import/../discover', 'text/xml', 415],
    ['/feeds/importer', 'text/xml', 415],
  ])('%s as %j: %i', (url, type, status) => {
    expect(statusOf('POST', url, { 'content-type': type, 'content-length': '5' })).toBe(status);
  });

  it('must have a type, and may be missing', () => {
    expect(statusOf('POST', '/feeds/1/resume', {})).toBe(0);
    expect(statusOf('POST', '/feeds/1/resume', { 'content-length': '0' })).toBe(0);
    expect(statusOf('POST', '/feeds', { 'content-length': '5' })).toBe(415);
    expect(statusOf('POST', '/feeds', { 'transfer-encoding': 'chunked' })).toBe(415);
    expect(statusOf('POST', '/feeds/import', {})).toBe(415);
  });

  it('is what a hub sends', () => {
    expect(statusOf('POST', '/websub/abc', { 'content-type': 'text/plain' })).toBe(0);
  });
});
