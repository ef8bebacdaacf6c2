import { ForbiddenException, HttpException, UnsupportedMediaTypeException } from '@nestjs/common';
import { isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';
import { isCallback, isProbe, isSafe, type Middleware } from './http.types.js';

/** Media types of OPML documents. None of them can be sent by a form. */
const OPML = /^(text\/x-opml|text\/xml|application\/xml|application\/[\w.-]+\+xml)$/;
const IMPORT = /^\/feeds\/import\/?(\?|$)/;

/**
 * Stops pages in a browser from working the API: only known host names (against DNS rebinding), no request
 * from another site, and no body that a form can send.
 */
export function browserRules(hosts: readonly string[]): Middleware {
  const names = new Set(hosts.map((host) => host.toLowerCase()));
  return (request, _response, next) => {
    if (isCallback(request) || isProbe(request)) {
      next();
      return;
    }
    const problem = misdirected(request, names) ?? fromElsewhere(request) ?? badBody(request);
    next(problem ?? undefined);
  };
}

function misdirected({ headers, socket }: IncomingMessage, names: ReadonlySet<string>): HttpException | null {
  const name = nameOf(headers.host ?? '');
  if (names.has(name) || isLoopbackName(name) || isAddressOf(name, socket.localAddress)) return null;
  const given = JSON.stringify(name.slice(0, 100));
  return new HttpException(`The gateway is not known as ${given}: see the setting API_HOSTS.`, 421);
}

/** The name in a Host header, without port and brackets, in lower case. */
function nameOf(host: string): string {
  return host
    .replace(/:\d{1,5}$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
}

const isLoopbackName = (name: string) =>
  name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));

/** An IP address cannot be rebound: a page that uses it came from it. */
const isAddressOf = (name: string, localAddress = '') =>
  isIP(name) !== 0 && name === localAddress.replace(/^::ffff:/, '');

/**
 * Browsers state where a request comes from. Another site may link to what is readable, but may not load it.
 * Programs send neither header.
 */
function fromElsewhere(request: IncomingMessage): HttpException | null {
  const { origin, host, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
  const isOwn = site === undefined || site === 'same-origin' || site === 'none';
  if (!isOwn && !(isSafe(request) && mode === 'navigate'))
    return new ForbiddenException('The request comes from another site.');
  if (isSafe(request) || origin === undefined) return null;
  if (URL.canParse(origin) && new URL(origin).host === (host ?? '').toLowerCase()) return null;
  return new ForbiddenException('The request comes from another origin.');
}

/** JSON, and OPML for imports. Types that a form can send are refused whatever the body is. */
function badBody(request: IncomingMessage): HttpException | null {
  if (isSafe(request)) return null;
  const { 'content-type': given, 'content-length': length, 'transfer-encoding': coding } = request.headers;
  const type = given?.split(';')[0]?.trim().toLowerCase();
  const isOpml = IMPORT.test(request.url ?? '');
  if (type === undefined) {
    const isEmpty = coding === undefined && Number(length ?? 0) === 0;
    return isEmpty && !isOpml ? null : unsupported(isOpml);
  }
  return (isOpml ? OPML.test(type) : type === 'application/json') ? null : unsupported(isOpml);
}

const unsupported = (isOpml: boolean) =>
  new UnsupportedMediaTypeException(
    isOpml
      ? 'Send the OPML document as text/x-opml, text/xml or application/xml.'
      : 'Send the body as application/json.',
  );
