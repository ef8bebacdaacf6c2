import type { ApiKeyRepository } from '@dateline/storage';
import { makeApiKey } from './api-key.js';
import { writeKeyFile } from './key-file.js';

const FIRST = 'first-admin';

interface FirstKeyDependencies {
  keys: Pick<ApiKeyRepository, 'isEmpty' | 'add'>;
  file: string;
  now: () => Date;
  /** Writes a line that an operator sees. */
  tell(line: string): void;
}

/**
 * Makes an admin key where no key was ever made, shows it this once, and puts it into the file. Of several
 * replicas one makes it.
 */
export async function makeFirstKey({ keys, file, now, tell }: FirstKeyDependencies): Promise<void> {
  if (!(await keys.isEmpty())) return;
  const { key, token } = makeApiKey({ name: FIRST, role: 'admin', createdBy: 'gateway' }, now());
  if (!(await keys.add(key))) return;
  tell(`the first admin key, shown this once: ${token}`);
  try {
    await writeKeyFile(file, token);
    tell(`the key is in ${file}, where the command line finds it`);
  } catch (error) {
    // Without a place to write it, as in a read-only container, the line above is all that there is.
    tell(`the key could not be written to ${file} (${String(error)}): keep it from the line above`);
  }
}
