import type { ServerResponse } from 'node:http';
import type { HttpRequest } from '../http/http.types.js';
import { consolePages } from './serve-console.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const DOCUMENT = Buffer.from('<!doctype html>');

function ask(
  path: string,
  accept: string | undefined,
  { method = 'GET', document = DOCUMENT as Buffer | null, originalUrl = path } = {},
) {
  const headers: Record<string, unknown> = {};
  let answer: { body: unknown } | 'api' = 'api';
  const response = {
    setHeader: (name: string, value: unknown) => {
      headers[name] = value;
    },
    end: (body: unknown) => {
      answer = { body };
    },
  } as unknown as ServerResponse;
  const given = accept === undefined ? {} : { accept };
  const request = { method, path, originalUrl, headers: given } as HttpRequest;
  consolePages(document)(request, response, () => undefined);
  return { answer, headers };
}

it.each(['/', '/feeds', '/feeds/add', '/articles/9f86d0', '/stories/', '/lost', '/system', '/settings'])(
  'gives the console to a browser that goes to %s',
  (path) => {
    const { answer, headers } = ask(path, BROWSER);
    expect(answer).toEqual({ body: DOCUMENT });
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', vary: 'accept' });
  },
);

it.each([
  ['a program that takes anything', '/feeds', '*/*'],
  ['a program that says nothing', '/articles', undefined],
  ['a script of the console', '/feeds/1', 'application/json'],
  ['one that would rather have JSON', '/feeds', 'application/json, text/html'],
  ['a browser at a deeper address of the API', '/articles/9f86d0/revisions', BROWSER],
  ['a browser at the description of the API', '/docs', BROWSER],
  ['a browser that downloads OPML', '/feeds.opml', BROWSER],
])('leaves to the API what is asked for by %s', (_who, path, accept) => {
  expect(ask(path, accept).answer).toBe('api');
});

it('answers HEAD without the document, and leaves changes to the API', () => {
  expect(ask('/feeds', BROWSER, { method: 'HEAD' }).answer).toEqual({ body: undefined });
  expect(ask('/feeds', BROWSER, { method: 'POST' }).answer).toBe('api');
});

it('leaves what stands under the version of the API to the API', () => {
  expect(ask('/feeds', BROWSER, { originalUrl: '/v1/feeds' }).answer).toBe('api');
});

it('leaves everything to the API where the console was not built', () => {
  expect(ask('/', BROWSER, { document: null }).answer).toBe('api');
});
