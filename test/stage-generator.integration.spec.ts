import { execFile } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'dateline-stage-'));
const environment = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  NX_WORKSPACE_ROOT_PATH: copy,
  NX_CACHE_DIRECTORY: join(copy, '.nx/cache'),
  NX_WORKSPACE_DATA_DIRECTORY: join(copy, '.nx/data'),
};
const MINUTE = 60_000;

beforeAll(async () => {
  const options = { cwd: root, maxBuffer: 16 * 1024 * 1024 };
  const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard', '-z'], options);
  for (const path of stdout.split('\0').filter((name) => name && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path));
  }
  linkModules();
}, MINUTE);

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

/** Third-party packages are those of the tree that is tested, our own are those of the copy. */
function linkModules(): void {
  const modules = join(copy, 'node_modules');
  mkdirSync(join(modules, '@dateline'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@dateline') symlinkSync(join(root, 'node_modules', name), join(modules, name));
  for (const folder of ['libs', 'services'])
    for (const name of readdirSync(join(copy, folder))) {
      symlinkSync(join(copy, folder, name), join(modules, '@dateline', name));
      const nested = join(root, folder, name, 'node_modules');
      if (existsSync(nested)) symlinkSync(nested, join(copy, folder, name, 'node_modules'));
    }
  for (const folder of ['tools', 'tools/infrastructure', 'bench'])
    symlinkSync(join(copy, folder), join(modules, '@dateline', basename(folder)));
}

interface Failure {
  stdout: string;
  stderr: string;
  code: number | null;
  signal: string | null;
}

/** Runs in the copy with the Node of package.json; an exit code other than 0 throws with what was printed. */
async function node(...args: string[]): Promise<void> {
  try {
    await run(join(root, 'node_modules/.bin/node'), args, {
      cwd: copy,
      env: environment,
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout, stderr, code, signal } = error as Failure;
    const end = `ended with ${code ?? signal ?? 'no code'}`;
    throw new Error(`node ${args.join(' ')} ${end}\n${stdout}\n${stderr}`, { cause: error });
  }
}

const NX = 'node_modules/nx/dist/bin/nx.js';

it(
  'adds a stage that type-checks, passes lint and its specs, and leaves two pages to be written',
  async () => {
    await node(NX, 'generate', '@dateline/tools:stage', 'enrich');
    await node(NX, 'run-many', '-t', 'build');
    await node('libs/contracts/dist/generate/write-contracts.js');
    await node('tools/write-kubernetes.ts');
    await node('tools/write-settings.ts');
    // By hand: what a reader is to know of it.
    for (const page of ['README.md', 'docs/pipeline.md'])
      appendFileSync(join(copy, page), '\nThe enricher.\n');

    await node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit');
    const written = ['services/enricher', 'libs/contracts/src'];
    await node('node_modules/eslint/bin/eslint.js', '--max-warnings', '0', ...written);
    await node('node_modules/prettier/bin/prettier.cjs', '--check', ...written, 'libs/contracts/examples');
    const specs = [...written, 'test/pipeline-table', 'test/kubernetes', 'test/settings-docs'];
    const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
    await node(...jest, '--testTimeout', '60000', ...specs);
  },
  20 * MINUTE,
);
