import { removeAtEnd } from '@dateline/infrastructure';
import { mkdtemp, readFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { UsageError } from './options.ts';

/**
 * Where the gateway puts the first admin key: beside the data, and with data that go with the run into a folder that goes with it. Else
 * the gateway's own place holds.
 */
export async function apiKeyFileOf({
  dataDir,
  isForThisRun,
}: {
  dataDir: string | undefined;
  isForThisRun: boolean;
}): Promise<Record<string, string>> {
  const { API_KEY_FILE: given, GATEWAY_ADMIN_KEY: key } = process.env;
  if (given || key) return {};
  if (dataDir !== undefined) return { API_KEY_FILE: join(resolve(dataDir), 'api-key') };
  if (!isForThisRun) return {};
  const folder = await mkdtemp(join(tmpdir(), 'dateline-key-'));
  removeAtEnd(folder);
  return { API_KEY_FILE: join(folder, 'api-key') };
}

/** The key that the launcher itself works with. Throws UsageError when none lies where the gateway puts it. */
export async function readApiKey(env: Record<string, string>): Promise<string> {
  const { GATEWAY_ADMIN_KEY: key, API_KEY_FILE: given, XDG_CONFIG_HOME: config } = { ...process.env, ...env };
  if (key) return key;
  const file = given || join(config || join(homedir(), '.config'), 'dateline', 'api-key');
  const found = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (found) return found;
  throw new UsageError(
    `This database has API keys, and none lies in ${file}: npx dateline keys add launcher --role operate --save`,
  );
}
