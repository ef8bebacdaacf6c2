import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

export interface KeyPlace {
  API_KEY_FILE: string;
  XDG_CONFIG_HOME: string;
}

/** Where a key lies: the file that the setting names, else the user's folder for configuration. */
export function keyFileOf({ API_KEY_FILE: file, XDG_CONFIG_HOME: folder }: KeyPlace): string {
  if (file !== '') return file;
  return join(folder === '' ? join(homedir(), '.config') : folder, 'dateline', 'api-key');
}

/** Writes a key that only its owner can read. */
export async function writeKeyFile(file: string, token: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${token}\n`, { mode: 0o600 });
  // The mode above is for a file that was not there.
  await chmod(file, 0o600);
}

/** Null when there is none. Throws what else keeps it from being read. */
export async function readKeyFile(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim() || null;
  } catch (error) {
    if (typeof error === 'object' && error && Reflect.get(error, 'code') === 'ENOENT') return null;
    throw error;
  }
}
