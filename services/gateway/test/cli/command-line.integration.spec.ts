import {
  freePort,
  sampleRecord,
  ScriptedServer,
  spawnService,
  stopServices,
  type SpawnedService,
} from '@dateline/testing';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ADMIN_KEY, startInstallation, type Installation } from '../fixtures/gateway-installation.js';
import { sampleTrace } from '../fixtures/sample-records.js';

const bin = fileURLToPath(new URL('../../bin/dateline.mjs', import.meta.url));
const FEED =
  '<?xml version="1.0"?><rss version="2.0"><channel><title>Quay Gazette</title><link>https://quay.example/</link><description>d</description></channel></rss>';

let stores: Installation;
let gateway: SpawnedService;
let site: ScriptedServer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-cli-'));
  site = await ScriptedServer.start();
  stores = await startInstallation();
  await stores.prepare();
  gateway = await spawnService('gateway', {
    env: {
      ...stores.variables,
      FETCH_ALLOWED_NETWORKS: '127.0.0.0/8',
      AUDIT_PAUSE_SECONDS: '0',
    },
  });
});
afterAll(async () => {
  await stopServices();
  await stores.stop();
  await site.stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => stores.emptyDatabase());

interface Ran {
  code: number;
  out: string;
  err: string;
}

/** The command as an operator elsewhere has it: no address of Kafka or MongoDB, only a gateway and a key. */
function dateline(...args: string[]): Promise<Ran> {
  return datelineWith({ DATELINE_URL: gateway.url, DATELINE_KEY: ADMIN_KEY }, ...args);
}

function datelineWith(variables: Record<string, string>, ...args: string[]): Promise<Ran> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, ...variables };
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], { env, timeout: 60_000 }, (error, out, err) => {
      resolve({
        code: error ? Number(error.code) : 0,
        out: out.trimEnd(),
        err: err.trimEnd(),
      });
    });
  });
}

const jsonOf = async (...args: string[]) => {
  const { out } = await dateline(...args, '--json');
  return JSON.parse(out);
};

describe('feeds', () => {
  const url = 'https://tribune.example/feed.xml';

  it('are added, shown, changed, polled, paused, exported and removed', async () => {
    const added = await dateline('feeds', 'add', url, 'ftp://x', '--labels', 'Local', '--priority', 'high');
    expect(added).toMatchObject({
      code: 1,
      out: expect.stringMatching(/ {2}added {2}https:\/\/tribune/),
    });
    expect(added.err).toBe('feeds add: ftp://x is not an http or https address');
    expect(await jsonOf('feeds', 'list')).toMatchObject([
      { url, labels: ['Local'], policy: { priority: 'high' } },
    ]);

    const change = ['--add-labels', 'Sport', '--remove-labels', 'Local', '--interval', '900'];
    expect(await dateline('feeds', 'change', url, ...change)).toMatchObject({
      code: 0,
      err: '',
    });
    expect(await jsonOf('feeds', 'show', url)).toMatchObject({
      labels: ['Sport'],
      policy: { intervalSeconds: 900 },
    });
    expect((await dateline('feeds', 'change', url, '--priority', 'urgent')).code).toBe(64);

    expect(await jsonOf('feeds', 'fetch', '--label', 'Sport')).toMatchObject([{ url, became: 'due' }]);
    expect((await dateline('feeds', 'pause', url, '--reason', 'moving')).code).toBe(0);
    expect(await dateline('feeds', 'fetch', url)).toMatchObject({
      code: 1,
      err: `feeds fetch: ${url} is paused: resume it first`,
    });
    expect((await dateline('feeds', 'show', url)).out).toMatch(/^state +paused: moving$/m);
    expect((await dateline('feeds', 'export')).out).toContain(`xmlUrl="${url}"`);
    expect((await dateline('feeds', 'remove', url)).code).toBe(0);
    expect(await dateline('feeds', 'remove', url)).toMatchObject({
      code: 1,
      err: `feeds: no feed ${url}`,
    });
    expect((await stores.request('GET', '/changes')).json.items).toMatchObject([
      { action: 'feed.remove', by: { name: 'admin', door: 'api' } },
      {},
      {},
      {},
      {},
      {},
      {},
      {},
    ]);
  });

  it('are imported from OPML, and those refused are named', async () => {
    const file = join(folder, 'list.opml');
    await writeFile(
      file,
      '<opml><body><outline text="Quays"><outline xmlUrl="https://one.example/rss" text="One"/><outline xmlUrl="gopher://x"/></outline></body></opml>',
    );
    const { code, out, err } = await dateline('feeds', 'import', file);
    expect({ code, out }).toEqual({
      code: 1,
      out: `${file}: 1 added, 0 known, 1 refused`,
    });
    expect(err).toContain('gopher://x is not an http or https address');
    expect(await jsonOf('feeds', 'list', '--label', 'Quays')).toMatchObject([{ title: 'One' }]);
  });

  it('follow a list in a file: the drift is shown, ended, and gone', async () => {
    const file = join(folder, 'feeds.yaml');
    await writeFile(
      file,
      'feeds:\n  - url: https://one.example/rss\n    labels: [Local]\n    priority: high\n  - url: https://two.example/rss\n    paused: moving\n',
    );
    await dateline('feeds', 'add', 'https://one.example/rss', 'https://three.example/rss');
    const planned = await dateline('feeds', 'plan', file);
    expect(planned.code).toBe(1);
    expect(planned.out).toContain(
      '~ https://one.example/rss\n    labels: [] -> ["Local"]\n    priority: "normal" -> "high"',
    );
    expect(planned.out).toContain('+ https://two.example/rss\n- https://three.example/rss');
    expect((await dateline('feeds', 'apply', file)).code).toBe(0);
    expect(await jsonOf('feeds', 'plan', file)).toMatchObject([
      { step: 'remove', url: 'https://three.example/rss' },
    ]);
    expect((await dateline('feeds', 'apply', file, '--prune')).code).toBe(0);
    expect(await dateline('feeds', 'plan', file)).toMatchObject({
      code: 0,
      out: 'nothing differs',
    });
    expect(await jsonOf('feeds', 'list', '--state', 'paused')).toMatchObject([{ stateReason: 'moving' }]);
    await writeFile(file, 'feeds:\n  - url: https://one.example/rss\n    prority: high\n');
    expect(await dateline('feeds', 'plan', file)).toMatchObject({
      code: 1,
      out: '',
    });
  });

  it('are found behind the address of a site', async () => {
    site.route('/', {
      headers: { 'content-type': 'text/html' },
      body: '<link rel="alternate" type="application/rss+xml" href="/all.xml"><p>Quay</p>',
    });
    site.route('/all.xml', { body: FEED });
    expect(await jsonOf('feeds', 'add', site.url('/'))).toMatchObject([
      { url: site.url('/all.xml'), created: true },
    ]);
    site.route('/bare/', {
      headers: { 'content-type': 'text/html' },
      body: '<p>No feed</p>',
    });
    expect(await dateline('feeds', 'add', site.url('/bare/'))).toMatchObject({
      code: 1,
      out: '',
    });
    expect(await jsonOf('feeds', 'add', site.url('/bare/'), '--as-is')).toMatchObject([
      { url: site.url('/bare/') },
    ]);
  });
});

describe('articles', () => {
  const applied = {
    eventId: 'e',
    version: 1,
    partition: 0,
    offset: '0',
    topic: 't',
  } as never;
  const save = (...records: ReturnType<typeof sampleRecord>[]) =>
    stores.database.articles.saveMany(
      records.map((record) => ({
        record,
        expectedVersion: null,
        superseded: null,
        applied,
      })),
    );

  it('are listed, searched and shown, also by address', async () => {
    const url = 'https://tribune.example/ferry';
    const ferry = sampleRecord(url, {
      headline: 'Ferry returns',
      articleSection: ['Harbour'],
    });
    await save(
      ferry,
      sampleRecord('https://tribune.example/bridge', {
        headline: 'Bridge opens',
      }),
    );
    expect(await jsonOf('articles', 'list')).toHaveLength(2);
    expect(await jsonOf('articles', 'search', 'ferry')).toMatchObject([{ headline: 'Ferry returns' }]);
    expect(await jsonOf('articles', 'list', '--section', 'Harbour')).toMatchObject([{ url: ferry.url }]);
    expect(await jsonOf('articles', 'get', url)).toEqual(JSON.parse(JSON.stringify(ferry)));
    expect((await dateline('articles', 'get', url)).out).toMatch(/^headline +Ferry returns$/m);
    expect((await dateline('articles', 'list')).out).toMatch(/ago .*Bridge opens/);
    expect(await dateline('articles', 'search', 'zeppelin')).toMatchObject({
      code: 1,
      out: 'no articles',
    });
    expect(await dateline('articles', 'list', '--status', 'lost')).toMatchObject({ code: 64, out: '' });
  });
});

it('traces, explains and audits', async () => {
  const url = 'https://tribune.example/ferry';
  await stores.database.ledger.saveMany([
    {
      trace: sampleTrace(url, { state: 'rejected', reason: 'not_an_article' }),
      expectedRev: null,
    },
  ]);
  expect((await dateline('trace', url)).out).toMatch(/^state +rejected \(not_an_article\), by discover$/m);
  expect(await jsonOf('trace', url)).toMatchObject({ url, state: 'rejected' });
  expect(await dateline('trace', 'https://nowhere.example/')).toMatchObject({
    code: 1,
    out: '',
  });
  expect(await dateline('why', 'https://nowhere.example/')).toMatchObject({
    code: 1,
    out: '',
  });
  expect(await jsonOf('audit')).toMatchObject({ totals: { rejected: 1 } });
  expect(await jsonOf('dead-letters', 'groups')).toEqual([]);
  expect((await dateline('dead-letters', 'discard', 'f'.repeat(32), '--reason', 'x')).code).toBe(1);
});

it('says how the installation does', async () => {
  expect(await jsonOf('status')).toMatchObject({
    ready: true,
    intake: { paused: false },
    deadLetters: { waiting: 0, groups: 0 },
  });
  expect((await dateline('status')).out).toMatch(/^gateway +http:\/\/127\.0\.0\.1:\d+, ready$/m);
});

describe('doctor', () => {
  const stateOf = (out: string, check: string) =>
    (
      JSON.parse(out) as {
        check: string;
        state: string;
        remedy: string | null;
      }[]
    ).find((one) => one.check === check);

  it('finds nothing wrong over a gateway, and needs no stores for it', async () => {
    const { code, out } = await dateline('doctor', '--json');
    expect(code).toBe(0);
    expect(stateOf(out, 'clock')).toMatchObject({ state: 'ok' });
    expect(stateOf(out, 'key')).toMatchObject({ state: 'ok' });
    expect(stateOf(out, 'Kafka')).toBeUndefined();
  });

  it('asks Kafka and MongoDB where they are named, and says what to do', async () => {
    const variables = { ...stores.variables, DATELINE_URL: gateway.url };
    const { code, out, err } = await datelineWith(variables, 'doctor', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const check of ['settings', 'Kafka', 'topics', 'MongoDB', 'indexes and migrations'])
      expect(stateOf(out, check)).toMatchObject({ state: 'ok' });

    const other = {
      ...variables,
      KAFKA_PREFIX: 'nobody.',
      MONGODB_DB: `${stores.variables.MONGODB_DB}-none`,
    };
    const second = await datelineWith(other, 'doctor', '--json');
    expect(second.code).toBe(1);
    for (const check of ['topics', 'indexes and migrations'])
      expect(stateOf(second.out, check)).toMatchObject({
        state: 'wrong',
        remedy: expect.stringContaining('migrate'),
      });
  });

  it('tells a wrong key, and a gateway that is not there', async () => {
    const wrong = { DATELINE_URL: gateway.url, DATELINE_KEY: 'dl_nobody' };
    const { code, out } = await datelineWith(wrong, 'doctor', '--json');
    expect(code).toBe(1);
    expect(stateOf(out, 'key')).toMatchObject({ state: 'wrong' });
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const away = await datelineWith({ DATELINE_URL: nowhere }, 'doctor', '--json');
    expect(away.code).toBe(1);
    expect(stateOf(away.out, 'gateway')).toMatchObject({ state: 'wrong' });
  });
});

describe('the command line', () => {
  it('reads the key from a file', async () => {
    const file = join(folder, 'key');
    await writeFile(file, `${ADMIN_KEY}\n`);
    const variables = {
      DATELINE_URL: `${gateway.url}/v1/`,
      DATELINE_KEY_FILE: file,
    };
    expect(await datelineWith(variables, 'changes', '--json')).toMatchObject({
      code: 0,
      out: '[]',
      err: '',
    });
    expect(await datelineWith({ DATELINE_URL: gateway.url }, 'changes')).toMatchObject({ code: 2, out: '' });
  });

  it('says in one line that no gateway answers, or that something else does', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const { code, err } = await datelineWith({ DATELINE_URL: nowhere }, 'feeds', 'list');
    expect(code).toBe(2);
    expect(err).toBe(
      `dateline feeds: no gateway answers at ${nowhere}: ECONNREFUSED (DATELINE_URL says where it is)`,
    );
    const other: Server = createServer((_, response) => response.end('<p>a page</p>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = other.address() as AddressInfo;
      const answer = await datelineWith({ DATELINE_URL: `http://127.0.0.1:${port}` }, 'feeds', 'list');
      expect(answer).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining('is no gateway'),
      });
    } finally {
      other.close();
    }
    expect(await datelineWith({ DATELINE_URL: 'gateway' }, 'feeds', 'list')).toMatchObject({
      code: 64,
      out: '',
    });
  });

  it.each([
    [['feeds', 'list', '--lable', 'x'], '--lable'],
    [['feeds', 'show', 'x', '--priority', 'high'], 'feeds show does not know --priority'],
    [['dead-letters', 'groups', '--reason', 'x'], 'dead-letters groups does not know --reason'],
    [['status', '--verbose'], '--verbose'],
  ])('%j has an option that is unknown', async (args, message) => {
    const { code, out, err } = await dateline(...args);
    expect({ code, out }).toEqual({ code: 64, out: '' });
    expect(err).toContain(message);
  });

  it('says its version, and writes completions that the shell can read', async () => {
    expect(await dateline('--version')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^dateline \d+\.\d+/),
    });
    const { out } = await dateline('completion', 'bash');
    const file = join(folder, 'completion.bash');
    await writeFile(
      file,
      `${out}\nCOMP_WORDS=(dateline feeds ex)\nCOMP_CWORD=2\n_dateline\necho "\${COMPREPLY[@]}"\n`,
    );
    const said = await new Promise<string>((resolve, reject) => {
      execFile('bash', [file], (error, text) => {
        if (error) reject(error);
        else resolve(text);
      });
    });
    expect(said.trim()).toBe('export');
    for (const shell of ['zsh', 'fish'])
      expect((await dateline('completion', shell)).out).toContain('dead-letters');
    expect((await dateline('completion', 'cmd')).code).toBe(64);
  });
});
