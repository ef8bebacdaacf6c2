/** `npm run dev [service]`: services that are built and started again whenever their sources or a library change. */
import { services } from '@dateline/contracts';
import { startInfrastructure, SupervisedProcess } from '@dateline/infrastructure';
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FIRST_INSPECTOR = 9229;
/** An editor writes a file in several steps. */
const SETTLE_MS = 200;
const STOP_GRACE_MS = 30_000;

type Service = Pick<(typeof services)[number], 'name' | 'port'>;
type Environment = Record<string, string>;

const say = (line: string): void => console.log(`dev: ${line}`);

const wanted = process.argv.slice(2);
const chosen: Service[] = services.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const unknown = wanted.filter((name) => !chosen.some((service) => service.name === name));
if (unknown.length > 0) {
  say(`no service is named ${unknown.join(', ')}; there are: ${services.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const infrastructure = await startInfrastructure({ log: say, preference: 'compose' });
const environment = { KAFKA_BROKERS: infrastructure.kafkaBrokers, MONGODB_URI: infrastructure.mongodbUri };
const settings = Object.entries(environment).map(([name, value]) => `${name}='${value}'`);
say(`another terminal joins with ${settings.join(' ')} npm run dev <service>`);
const missing = services.filter(({ name }) => !chosen.some((service) => service.name === name));
if (missing.length > 0)
  say(`not started: ${missing.map(({ name }) => name).join(', ')}; events for them wait in Kafka`);

const running = chosen.map((service, i) => startOne(service, FIRST_INSPECTOR + i));
const watched = ['libs', ...chosen.map(({ name }) => `services/${name}`)].map((folder) =>
  watch(join(ROOT, folder), { recursive: true }, (_event, file) => {
    if (file && /(^|[\\/])src[\\/].*(?<!\.spec)\.ts$/.test(file)) rebuild();
  }),
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

/** A service that can be started anew on the same ports. */
function startOne(
  { name, port }: Service,
  inspector: number,
): { restart(): Promise<void>; stop(): Promise<unknown> } {
  const address = process.env[`${name.toUpperCase()}_PORT`] ?? String(port);
  const start = (): SupervisedProcess => {
    const main = join(ROOT, 'services', name, 'dist', 'main.js');
    const args = [
      `--inspect=127.0.0.1:${inspector}`,
      '--enable-source-maps',
      '--disable-warning=TimeoutNegativeWarning',
    ];
    const env: NodeJS.ProcessEnv = { ...process.env, ...(environment as Environment), PORT: address };
    const child = new SupervisedProcess(process.execPath, [...args, main], { cwd: ROOT, env });
    child.stdout?.pipe(process.stdout, { end: false });
    child.stderr?.pipe(process.stderr, { end: false });
    void child.ended.then(({ code, signal }) => {
      if (child === current) say(`${name} ended (${signal ?? code}); it starts again with the next change`);
    });
    return child;
  };
  say(`${name}: http://127.0.0.1:${address}/health/ready, inspector at 127.0.0.1:${inspector}`);
  let current: SupervisedProcess | undefined = start();
  const stop = async (): Promise<unknown> => {
    const child = current;
    current = undefined;
    return child?.stop(STOP_GRACE_MS);
  };
  return {
    stop,
    restart: async () => {
      await stop();
      current = start();
    },
  };
}

let timer: NodeJS.Timeout | undefined;
let work: Promise<void> = Promise.resolve();

/** Builds what changed, then starts the services anew; what is broken leaves them as they are. */
function rebuild(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    work = work.then(async () => {
      if (!(await build())) return say('the build failed; the services run on as they were');
      await Promise.all(running.map((service) => service.restart()));
      say('started again');
    });
  }, SETTLE_MS);
}

/** Nx builds what has changed and takes the rest from its cache. */
function build(): Promise<boolean> {
  const nx = spawn('nx', ['run-many', '-t', 'build'], {
    cwd: ROOT,
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  return new Promise((resolve) => nx.once('close', (code) => resolve(code === 0)));
}

async function stop(): Promise<void> {
  say('stopping');
  clearTimeout(timer);
  for (const watcher of watched) watcher.close();
  await work;
  await Promise.all(running.map((service) => service.stop()));
  await infrastructure.stop();
}
