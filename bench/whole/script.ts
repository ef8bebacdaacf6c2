// The Python script with its packages, in a virtual environment that is kept outside of the repository.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./script.py', import.meta.url));
const REQUIREMENTS = fileURLToPath(new URL('./requirements.txt', import.meta.url));

/** What the script says of one list of feeds. */
export interface ScriptCounts {
  pages: number;
  articles: number;
  nearDuplicates: number;
}

export interface Script {
  pid: number;
  read(feeds: readonly string[]): Promise<ScriptCounts>;
  stop(): void;
}

/** The interpreter that has the packages; installs them once for each list of them. */
export function scriptPython(say: (line: string) => void): string {
  const list = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'dateline', 'bench', `script-${list}`);
  const python = join(folder, 'bin', 'python');
  const imports = ['-c', 'import feedparser, requests, trafilatura, datasketch, pymongo'];
  if (existsSync(python) && spawnSync(python, imports).status === 0) return python;
  say(`installing the packages of the script into ${folder}`);
  run('python3', ['-m', 'venv', '--clear', folder]);
  run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS]);
  return python;
}

function run(command: string, args: string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr || error?.message}`);
}

/** Resolves when its packages are loaded. */
export async function startScript(python: string, mongodbUri: string, database: string): Promise<Script> {
  const child = spawn(python, [SCRIPT, mongodbUri, database], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => {
    const line = await lines.next();
    if (line.done) throw new Error('the script ended');
    return line.value;
  };
  await next();
  if (child.pid === undefined) throw new Error('the script did not start');
  return {
    pid: child.pid,
    read: async (feeds) => {
      child.stdin.write(`${JSON.stringify(feeds)}\n`);
      return JSON.parse(await next()) as ScriptCounts;
    },
    stop: () => {
      child.stdin.end();
    },
  };
}
