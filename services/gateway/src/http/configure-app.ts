import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import { Authenticator } from '../access/authenticator.js';
import { identifyCaller } from '../access/identify-caller.js';
import { GATEWAY_SETTINGS } from '../gateway.context.js';
import type { GatewaySettings } from '../gateway.config.js';
import { serveConsole } from '../console/serve-console.js';
import { browserRules } from './browser-rules.js';
import { isCallback } from './http.types.js';
import { serveOpenApi } from './open-api.js';
import { readCaching } from './read-caching.js';
import { versionPrefix } from './version-prefix.js';
import { ProblemFilter } from './problem.filter.js';
import { RateGate } from './rate-gate.js';

/** Largest body that a hub may deliver, decoded, in bytes; the limit of a feed. */
const MAX_PUSH = '10mb';

/**
 * Sets up the checks of each request in their order: rate, host name, origin, caller, body. Also problem
 * details for errors, and the description of the API.
 */
export function configureApp(app: INestApplication): void {
  const express = app as NestExpressApplication;
  const settings = app.get<GatewaySettings>(GATEWAY_SETTINGS);
  express.disable('x-powered-by');
  const limits = { requests: settings.API_REQUESTS_PER_MINUTE, changes: settings.API_CHANGES_PER_MINUTE };
  express.use(new RateGate(limits).middleware);
  express.use(versionPrefix);
  express.use(browserRules([settings.HOST, ...settings.API_HOSTS]));
  express.use(compression({ filter: canBeCompressed }));
  serveConsole(express);
  express.use(readCaching);
  express.use(identifyCaller(app.get(Authenticator)));
  // The signature covers the bytes, so a hub's delivery stays as it arrived, whatever its media type.
  express.useBodyParser('raw', { type: isCallback, limit: MAX_PUSH });
  express.useBodyParser('json');
  express.useGlobalFilters(new ProblemFilter());
  serveOpenApi(express);
}

/** Events are to arrive at once; a coder would hold them back until it has enough. */
const canBeCompressed: compression.CompressionFilter = (request, response) =>
  !String(response.getHeader('content-type')).startsWith('text/event-stream') &&
  compression.filter(request, response);
