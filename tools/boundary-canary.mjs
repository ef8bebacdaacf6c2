// Proves that the lint rules about pure code and boundaries catch a violation: each file below breaks one rule and must be refused.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const DOMAIN = 'libs/article/src';
const FETCHER = 'services/fetcher/src/schedule';

const canaries = [
  [
    DOMAIN,
    'boundary',
    '@nx/enforce-module-boundaries',
    "import { Database } from '@dateline/storage';\nexport const refused = Database;",
  ],
  [
    DOMAIN,
    'contract-code',
    '@typescript-eslint/no-restricted-imports',
    "import { topics } from '@dateline/contracts';\nexport const refused = topics;",
  ],
  [DOMAIN, 'clock', 'no-restricted-syntax', 'export const refused = () => Date.now();'],
  [DOMAIN, 'bare-date', 'no-restricted-syntax', 'export const refused = () => new Date();'],
  [DOMAIN, 'chance', 'no-restricted-syntax', 'export const refused = () => Math.random();'],
  [
    DOMAIN,
    'random-bytes',
    'no-restricted-imports',
    "import { randomUUID } from 'node:crypto';\nexport const refused = randomUUID;",
  ],
  [
    DOMAIN,
    'file-system',
    'no-restricted-imports',
    "import { readFileSync } from 'node:fs';\nexport const refused = readFileSync;",
  ],
  [
    DOMAIN,
    'unlisted-package',
    'no-restricted-imports',
    "import { Type } from 'typebox';\nexport const refused = Type;",
  ],
  [DOMAIN, 'timer', 'no-restricted-globals', 'export const refused = setTimeout;'],
  [FETCHER, 'clock', 'no-restricted-syntax', 'export const refused = () => new Date();'],
  [
    FETCHER,
    'store',
    '@typescript-eslint/no-restricted-imports',
    "import { Database } from '@dateline/storage';\nexport const refused = Database;",
  ],
  [
    FETCHER,
    'client',
    '@typescript-eslint/no-restricted-imports',
    "import { createHttpClient } from '@dateline/http';\nexport const refused = createHttpClient;",
  ],
].map(([folder, name, rule, text]) => ({ file: `${folder}/${name}-canary.ts`, rule, text }));

const root = new URL('..', import.meta.url);
const pathOf = (file) => fileURLToPath(new URL(file, root));
const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };
let output = '';
try {
  for (const { file, text } of canaries) writeFileSync(pathOf(file), `${text}\n`);
  for (const project of ['@dateline/article', '@dateline/fetcher']) {
    const run = spawnSync('npx', ['nx', 'lint', project, '--skip-nx-cache'], {
      encoding: 'utf8',
      env,
      cwd: root,
    });
    output += run.stdout + run.stderr;
  }
} finally {
  for (const { file } of canaries) rmSync(pathOf(file), { force: true });
}
const reports = output.split(/\n(?=\S*\/)/);
const missed = canaries.filter(
  ({ file, rule }) => !reports.some((r) => r.split('\n')[0].includes(file) && r.includes(rule)),
);
if (missed.length > 0) {
  for (const { file, rule } of missed) process.stderr.write(`${rule} did not refuse ${file}\n`);
  process.stderr.write(output);
  process.exit(1);
}
process.stdout.write(`boundary canary: ${canaries.length} violations refused, as they must be\n`);
