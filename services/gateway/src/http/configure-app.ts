import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { serveOpenApi } from './open-api.js';
import { ProblemFilter } from './problem.filter.js';

const OPML_TYPES = ['text/x-opml', 'text/xml', 'application/xml', 'application/*+xml', 'text/plain'];

/** Largest body that a hub may deliver, decoded: that of a feed. */
const MAX_PUSH = '10mb';
const isCallback = ({ url = '' }: { url?: string | undefined }) => url.startsWith('/websub/');

/** Errors as problem details, OPML bodies as text, and the API's own description. */
export function configureApp(app: INestApplication): void {
  const express = app as NestExpressApplication;
  express.disable('x-powered-by');
  // A signature is over the bytes: what a hub delivers is left as it came, whatever it calls itself.
  express.useBodyParser('raw', { type: isCallback, limit: MAX_PUSH });
  express.useBodyParser('text', { type: OPML_TYPES, limit: '10mb' });
  express.useGlobalFilters(new ProblemFilter());
  serveOpenApi(express);
}
