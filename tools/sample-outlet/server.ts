/**
 * The sample outlets: `node tools/sample-outlet/server.ts [--port 0]` prints their feeds as one line of JSON and serves until it is ended.
 * In a container: `--listen 0.0.0.0 --names '{outlet}.samples'` gives them names, `--register <gateway>` has the gateway follow them.
 */
import { createHash } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expectedOutcomes, type ExpectedOutcomes } from './manifest.ts';
import { OUTLETS } from './outlets.ts';
import { Publication, type Answer } from './publication.ts';
import { refusalOf } from './refused-networks.ts';
import { registerFeeds } from './register-feeds.ts';

const HTTP_DATE_RESOLUTION_MS = 1000;

/** The outlets while they serve. */
export interface SampleOutlet {
  feeds: { id: string; title: string; url: string }[];
  expected: ExpectedOutcomes;
  /** Every request so far. */
  requests: { outlet: string; path: string; status: number }[];
  publishUpdate(): void;
  stop(): Promise<void>;
}

/** `port` of the first outlet; 0 chooses one. */
interface SampleOptions {
  port?: number | undefined;
  manualUpdate?: boolean | undefined;
  now?: Date | undefined;
  bind?: string | undefined;
  names?: string | undefined;
}

interface Address {
  host: string;
  port: number;
}

type Validators = { etag?: string; 'last-modified'?: string };

/**
 * Serves the four outlets, each on a loopback address of its own where the system has them (Linux), otherwise each on a port of its own.
 * The article with an update shows it from the first poll of its feed after its page was read; with `manualUpdate`, only when told.
 * With `bind`, all listen on that address, on ports counted up from the first (with 0, on any), and go by `names`, in which {outlet} stands for each one's id.
 */
export async function startSampleOutlet({
  port = 0,
  manualUpdate = false,
  now = new Date(),
  bind,
  names,
}: SampleOptions = {}): Promise<SampleOutlet> {
  const servers: Server[] = [];
  const publications: Publication[] = [];
  const requests: SampleOutlet['requests'] = [];
  for (const [i, outlet] of OUTLETS.entries()) {
    const server = createServer((request, response) => {
      const publication = publications[i];
      if (!publication) return void response.writeHead(503).end();
      requests.push({
        outlet: outlet.id,
        path: pathOf(request),
        status: serve(publication, request, response, manualUpdate),
      });
    });
    const first = servers[0] ? portOf(servers[0]) : port;
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
    requests,
    publishUpdate: () => publications.forEach((publication) => publication.publishUpdate()),
    stop: () => Promise.all(servers.map(close)).then(() => undefined),
  };
}

const pathOf = (request: IncomingMessage): string => request.url ?? '/';

function serve(
  publication: Publication,
  request: IncomingMessage,
  response: ServerResponse,
  manualUpdate: boolean,
): number {
  const isFeed = pathOf(request) === publication.outlet.feed.path;
  if (isFeed && !manualUpdate && publication.firstFormWasRead) publication.publishUpdate();
  const answer: Answer = publication.answer(pathOf(request)) ?? {
    status: 404,
    contentType: 'text/plain',
    body: 'Not found\n',
  };
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const validators = validatorsOf(answer, body);
  const headers = { 'content-type': answer.contentType, vary: 'accept-encoding', ...validators };
  if (answer.status === 200 && isUnchanged(request.headers, validators)) {
    response.writeHead(304, headers).end();
    return 304;
  }
  const gzipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const sent = gzipped ? gzipSync(body) : body;
  const encoding = gzipped ? { 'content-encoding': 'gzip' } : {};
  response.writeHead(answer.status, { ...headers, ...encoding, 'content-length': sent.length });
  response.end(request.method === 'HEAD' ? undefined : sent);
  return answer.status;
}

function validatorsOf({ modifiedAt }: Answer, body: Buffer): Validators {
  if (!modifiedAt) return {};
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
  return { etag, 'last-modified': modifiedAt.toUTCString() };
}

/** RFC 9110, section 13.2.2: an entity tag, where there is one, decides alone. */
function isUnchanged(
  asked: IncomingHttpHeaders,
  { etag, 'last-modified': lastModified }: Validators,
): boolean {
  if (!etag || !lastModified) return false;
  if (asked['if-none-match']) return asked['if-none-match'].split(/,\s*/).includes(etag);
  const since = Date.parse(asked['if-modified-since'] ?? '');
  return Date.parse(lastModified) <= since + HTTP_DATE_RESOLUTION_MS - 1;
}

async function listen(server: Server, wanted: Address): Promise<Address> {
  const tries = [wanted, { ...wanted, port: 0 }, { host: '127.0.0.1', port: 0 }];
  for (const address of tries) {
    const error = await new Promise<Error | undefined>((done) => {
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
function listenOn(server: Server, address: Address): Promise<Address> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(address, () => done({ host: address.host, port: portOf(server) }));
  });
}

const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).filter(({ internal }) => !internal).map(({ address }) => address),
  );

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

function close(server: Server): Promise<unknown> {
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
  const { FETCH_ALLOWED_NETWORKS: allowed } = process.env;
  const refusal = values.register && allowed !== undefined ? refusalOf(ownAddresses(), allowed) : undefined;
  if (refusal !== undefined) {
    console.error(refusal);
    process.exit(78);
  }
  const outlet = await startSampleOutlet({
    port: Number(values.port),
    manualUpdate: values['manual-update'],
    bind: values.listen,
    names: values.names,
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));
  console.log(JSON.stringify({ feeds: outlet.feeds, expected: outlet.expected }));
  if (values.register) {
    const { GATEWAY_KEY: key, GATEWAY_KEY_FILE: keyFile } = process.env;
    await registerFeeds({ url: values.register, key, keyFile }, outlet.feeds, console.error);
  }
}
