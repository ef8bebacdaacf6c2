import type { NestExpressApplication } from '@nestjs/platform-express';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpRequest, Middleware } from '../http/http.types.js';
import { isVersioned } from '../http/version-prefix.js';

/** Where the build puts the console; the same place from the sources and from what is built of them. */
const FOLDER = join(import.meta.dirname, '..', '..', 'dist', 'web');
/** Files under it are named by what they hold, so that none ever changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Addresses of the console's pages. Some are those of the API, too: whoever asks for a page gets the console. */
const PAGES = /^\/(?:(?:feeds|articles|stories)(?:\/[^/]+)?|lost|system|settings)?\/?$/;

/** Serves the console: its files, and its one document for each address that a browser goes to. */
export function serveConsole(app: NestExpressApplication): void {
  app.use(consolePages(readDocument()));
  app.useStaticAssets(FOLDER, {
    index: false,
    redirect: false,
    setHeaders: (response: { setHeader: (name: string, value: string) => unknown }, path: string) => {
      if (path.startsWith(join(FOLDER, 'assets'))) response.setHeader('cache-control', FOR_EVER);
    },
  });
}

/** Null where nobody has built it, as in a spec of the API alone. */
function readDocument(): Buffer | null {
  try {
    return readFileSync(join(FOLDER, 'index.html'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** It holds no data, so it is open to everyone; what it then asks of the API is not. */
export function consolePages(document: Buffer | null): Middleware {
  return (request, response, next) => {
    if (document === null || !wantsPage(request)) {
      next();
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('vary', 'accept');
    response.end(request.method === 'HEAD' ? undefined : document);
  };
}

/** Whether a browser goes to the address. What a program or a script asks for is the API's. */
function wantsPage(request: HttpRequest): boolean {
  const { method, path, headers } = request;
  if ((method !== 'GET' && method !== 'HEAD') || !PAGES.test(path) || isVersioned(request)) return false;
  return path === '/' || prefersHtml(headers.accept ?? '');
}

/** Whether the first named of the types that could be meant is HTML. `*` alone, as programs send it, is not. */
function prefersHtml(accept: string): boolean {
  const first = accept
    .split(',')
    .map((type) => type.split(';')[0]?.trim().toLowerCase())
    .find((type) => type === 'text/html' || type === 'application/json' || type === '*/*');
  return first === 'text/html';
}
