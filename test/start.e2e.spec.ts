import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { infrastructure } from '@dateline/testing';
import { freePort } from '@dateline/infrastructure';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PORTS = [
  'GATEWAY_PORT',
  'GATEWAY_METRICS_PORT',
  'FETCHER_PORT',
  'PARSER_PORT',
  'DEDUPLICATOR_PORT',
  'INDEXER_PORT',
];

async function startOnce(env: Record<string, string>): Promise<{ code: number; output: string }> {
  const { PATH = '', HOME = '' } = process.env;
  return new Promise((resolve) => {
    const options = { cwd: ROOT, env: { PATH, HOME, NO_COLOR: '1', ...env }, timeout: 300_000 };
    execFile(
      process.execPath,
      ['--no-warnings', 'tools/start.ts', '--once'],
      options,
      (error, stdout, stderr) => {
        resolve({
          code: typeof error?.code === 'number' ? error.code : error ? -1 : 0,
          output: stdout + stderr,
        });
      },
    );
  });
}

describe('npm start -- --once', () => {
  it('ingests the samples, tells what became of each, and ends well with the audit in balance', async () => {
    const { kafkaBrokers, mongodbUri } = infrastructure();
    const ports = await Promise.all(PORTS.map(async (name) => [name, String(await freePort())]));
    const given = { KAFKA_BROKERS: kafkaBrokers.join(','), MONGODB_URI: mongodbUri };
    const { code, output } = await startOnce({
      ...(Object.fromEntries(ports) as Record<string, string>),
      ...given,
    });
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toMatch(/4,200 books.*Harbour Courier\s+update v2/);
    expect(output).toMatch(
      /(Battery ship|First electric ferry).*near-duplicate of "(First electric ferry|Battery ship)/,
    );
    for (const reason of ['http_error', 'not_found', 'empty_page', 'unsupported_media', 'too_large']) {
      expect(output).toMatch(new RegExp(`rejected ${reason}`));
    }
    expect(output).toMatch(/audit: in balance/);
  });
});
