import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { codeOf } from './error-text.ts';

const LOCK_POLL_MS = 250;
const LOCK_WAIT_MS = 15 * 60_000;

/** Folder for downloads that outlive a run. */
export function cacheRoot(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'dateline');
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Returns `<cache>/<name>`, made by `make(folder)` when it is not there yet. The work is done in a folder beside it that takes
 * the name only when it is complete, so an interrupted download is never mistaken for a whole one.
 */
export async function cachedFolder(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const target = join(cacheRoot(), name);
  if (await exists(target)) return target;
  await mkdir(dirname(target), { recursive: true });
  return withLock(`${target}.lock`, async () => {
    if (await exists(target)) return target;
    const unfinished = await mkdtemp(`${target}.partial-`);
    try {
      await make(unfinished);
      await publish(unfinished, target);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
    return target;
  });
}

/** Another process may have published first, if it took over a lock; its folder is as good as ours. */
async function publish(unfinished: string, target: string): Promise<void> {
  try {
    await rename(unfinished, target);
  } catch (error) {
    if (!(await exists(target))) throw error;
  }
}

/** Runs `work` while holding a lock folder. A lock whose holder is dead is taken over. */
export async function withLock<T>(lock: string, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + LOCK_WAIT_MS;
  while (!(await takeLock(lock))) {
    if (Date.now() > deadline)
      throw new Error(`Waited too long for ${lock}; remove it if nothing else is running.`);
    await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
  }
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function takeLock(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (await isAbandoned(lock)) await rm(lock, { recursive: true, force: true });
    return false;
  }
  await writeFile(join(lock, 'pid'), String(process.pid));
  return true;
}

/** The pid is written just after the folder is made, so a lock without one is given a moment before it counts as abandoned. */
async function isAbandoned(lock: string): Promise<boolean> {
  const pid = Number(await readFile(join(lock, 'pid'), 'utf8').catch(() => ''));
  if (!pid) {
    const age = await stat(lock)
      .then((s) => Date.now() - s.mtimeMs)
      .catch(() => 0);
    return age > 10_000;
  }
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}
