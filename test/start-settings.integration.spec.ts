import { services } from '@dateline/contracts';
import { freePort } from '@dateline/infrastructure';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

async function start(env: Record<string, string>): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const names = [...services.map(({ name }) => `${name.toUpperCase()}_PORT`), 'GATEWAY_METRICS_PORT'];
  const ports = await Promise.all(names.map(async (name) => [name, String(await freePort())] as const));
  const options = {
    cwd: ROOT,
    env: { PATH, HOME, NO_COLOR: '1', ...Object.fromEntries(ports), ...env },
    timeout: 60_000,
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--no-warnings', 'tools/start.ts', '--once'],
      options,
      (_error, stdout, stderr) => {
        resolve((stdout + stderr).trim());
      },
    );
  });
}

it.each([
  [{ FEED_INTERVAL_SECONDS: 'often' }, /^gateway: setting FEED_INTERVAL_SECONDS is wrong \("often"\)[^\n]*$/],
  [{ PARSER_THREADS: '-1' }, /^parser: setting PARSER_THREADS is wrong[^\n]*$/],
  [{ MONGODB_URI: 'foo', KAFKA_BROKERS: 'a:1' }, /^fetcher: setting MONGODB_URI is wrong[^\n]*$/],
  [{ DATELINE_INFRASTRUCTURE: 'podman' }, /^DATELINE_INFRASTRUCTURE is "podman"[^\n]*$/],
])(
  'npm start ends at %j with one line, before anything starts',
  async (env, line) => {
    expect(await start(env)).toMatch(line);
  },
  90_000,
);
