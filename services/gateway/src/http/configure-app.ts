import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { serveOpenApi } from './open-api.js';
import { ProblemFilter } from './problem.filter.js';

const OPML_TYPES = ['text/x-opml', 'text/xml', 'application/xml', 'application/*+xml', 'text/plain'];

/** Errors as problem details, OPML bodies as text, and the API's own description. */
export function configureApp(app: INestApplication): void {
  const express = app as NestExpressApplication;
  express.disable('x-powered-by');
  express.useBodyParser('text', { type: OPML_TYPES, limit: '10mb' });
  express.useGlobalFilters(new ProblemFilter());
  serveOpenApi(express);
}
