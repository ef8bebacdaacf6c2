/**
 * The sample outlets: `node tools/sample-outlet/server.ts [--port 0]` prints their feeds as one line of JSON and serves until it is ended.
 * In a container: `--listen 0.0.0.0 --names '{outlet}.samples'` gives them names, `--register <gateway>` has the gateway follow them.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expectedOutcomes } from './manifest.ts';
import { OUTLETS } from './outlets.ts';
import { Publication } from './publication.ts';
import { registerFeeds } from './register-feeds.ts';

const HTTP_DATE_RESOLUTION_MS = 1000;

/**
 * Serves the four outlets, each on a loopback address of its own where the system has them (Linux), otherwise each on a port of its own.
 * The article with an update shows it from the first poll of its feed after its page was read; with `manualUpdate`, only when told.
 * With `bind`, all listen on that address, on ports counted up from the first (with 0, on any), and go by `names`, in which {outlet} stands for each one's id.
 * @param {{ port?: number, manualUpdate?: boolean, now?: Date, bind?: string, names?: string }} [options] port of the first outlet; 0 chooses one
 */
export async function startSampleOutlet({
  port = 0,
  manualUpdate = false,
  now = new Date(),
  bind,
  names,
} = {}) {
  const servers = [];
  const publications = [];
  const requests = [];
  for (const [i, outlet] of OUTLETS.entries()) {
    const server = createServer((request, response) => {
      requests.push({
        outlet: outlet.id,
        path: request.url,
        status: serve(publications[i], request, response, manualUpdate),
      });
    });
    const first = i === 0 ? port : portOf(servers[0]);
    const { host, port: own } = bind
      ? await listenOn(server, { host: bind, port: port === 0 ? 0 : port + i })
      : await listen(server, { host: `127.0.0.${i + 1}`, port: first });
    servers.push(server);
    const name = names?.replaceAll('{outlet}', outlet.id) ?? host;
    publications.push(new Publication(outlet, `http://${name}:${own}`, now));
  }
  return {
    feeds: publications.map(({ outlet, feedUrl }) => ({ id: outlet.id, title: outlet.name, url: feedUrl })),
    expected: expectedOutcomes(publications),
    /** Every request so far: outlet, path and status. */
    requests,
    publishUpdate: () => publications.forEach((publication) => publication.publishUpdate()),
    stop: () => Promise.all(servers.map(close)).then(() => undefined),
  };
}

function serve(publication, request, response, manualUpdate) {
  const isFeed = request.url === publication.outlet.feed.path;
  if (isFeed && !manualUpdate && publication.firstFormWasRead) publication.publishUpdate();
  const answer = publication.answer(request.url) ?? {
    status: 404,
    contentType: 'text/plain',
    body: 'Not found\n',
  };
  const body = Buffer.from(answer.body);
  const headers = {
    'content-type': answer.contentType,
    vary: 'accept-encoding',
    ...validators(answer, body),
  };
  if (answer.status === 200 && isUnchanged(request.headers, headers)) {
    response.writeHead(304, headers).end();
    return 304;
  }
  const gzipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const sent = gzipped ? gzipSync(body) : body;
  if (gzipped) headers['content-encoding'] = 'gzip';
  response.writeHead(answer.status, { ...headers, 'content-length': sent.length });
  response.end(request.method === 'HEAD' ? undefined : sent);
  return answer.status;
}

function validators({ modifiedAt }, body) {
  if (!modifiedAt) return {};
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
  return { etag, 'last-modified': modifiedAt.toUTCString() };
}

/** RFC 9110, section 13.2.2: an entity tag, where there is one, decides alone. */
function isUnchanged(asked, { etag, 'last-modified': lastModified }) {
  if (!etag) return false;
  if (asked['if-none-match']) return asked['if-none-match'].split(/,\s*/).includes(etag);
  const since = Date.parse(asked['if-modified-since'] ?? '');
  return Date.parse(lastModified) <= since + HTTP_DATE_RESOLUTION_MS - 1;
}

async function listen(server, wanted) {
  const tries = [wanted, { ...wanted, port: 0 }, { host: '127.0.0.1', port: 0 }];
  for (const address of tries) {
    const error = await new Promise((done) => {
      server.once('error', done);
      server.listen(address, () => done(undefined));
    });
    if (!error) return { host: address.host, port: portOf(server) };
    // A port that was asked for by number is not exchanged for another.
    if (address.host === '127.0.0.1' && address.port !== 0) throw error;
  }
  throw new Error('No loopback address for the sample outlet.');
}

/** Exactly there, or not at all. */
function listenOn(server, address) {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(address, () => done({ host: address.host, port: portOf(server) }));
  });
}

const portOf = (server) => server.address().port;

function close(server) {
  server.closeAllConnections();
  return new Promise((done) => server.close(done));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      'manual-update': { type: 'boolean', default: false },
      listen: { type: 'string' },
      names: { type: 'string' },
      register: { type: 'string' },
    },
  });
  const outlet = await startSampleOutlet({
    port: Number(values.port),
    manualUpdate: values['manual-update'],
    bind: values.listen,
    names: values.names,
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));
  console.log(JSON.stringify({ feeds: outlet.feeds, expected: outlet.expected }));
  if (values.register) await registerFeeds(values.register, outlet.feeds, console.error);
}
