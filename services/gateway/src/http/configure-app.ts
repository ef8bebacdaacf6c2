import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Authenticator } from '../access/authenticator.js';
import { identifyCaller } from '../access/identify-caller.js';
import { isCallback } from './http.types.js';
import { serveOpenApi } from './open-api.js';
import { ProblemFilter } from './problem.filter.js';

const OPML_TYPES = ['text/x-opml', 'text/xml', 'application/xml', 'application/*+xml', 'text/plain'];

/** Largest body that a hub may deliver, decoded, in bytes; the limit of a feed. */
const MAX_PUSH = '10mb';

/** Sets up problem details for errors, text parsing for OPML bodies, and the API's own description. */
export function configureApp(app: INestApplication): void {
  const express = app as NestExpressApplication;
  express.disable('x-powered-by');
  express.use(identifyCaller(app.get(Authenticator)));
  // The signature covers the bytes, so a hub's delivery stays as it arrived, whatever its media type.
  express.useBodyParser('raw', { type: isCallback, limit: MAX_PUSH });
  express.useBodyParser('text', { type: OPML_TYPES, limit: '10mb' });
  express.useGlobalFilters(new ProblemFilter());
  serveOpenApi(express);
}
