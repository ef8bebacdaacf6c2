import type { Registry } from '@dateline/observability';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { boundServer } from './bound-server.js';
import { secureHeaders } from './secure-headers.js';

/** Serves the metrics, and nothing else, apart from the API. Rejects when the port is in use. */
export async function serveMetrics(registry: Registry, port: number, host: string): Promise<Server> {
  const secure = secureHeaders();
  const server = createServer((request, response) => {
    secure(request, response, () => {
      if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
        response.writeHead(404).end();
        return;
      }
      registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    });
  });
  boundServer(server).listen(port, host);
  await once(server, 'listening');
  return server;
}
