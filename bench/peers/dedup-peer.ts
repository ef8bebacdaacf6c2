// datasketch's MinHashLSH (Python) on the same documents, in a virtual environment made for it in the temporary folder.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InventedArticle } from '../speed/invent-articles.ts';

const VERSION = '2.0.0';
const ENVIRONMENT = join(tmpdir(), `dateline-datasketch-${VERSION}`);

export interface PeerResult {
  version: string;
  docsPerSecond: number;
  near: number;
}

/** Documents a second of CPU: shingling, signature, query and insertion; reading the file is not counted. */
export function measurePeer(articles: Iterable<InventedArticle>): PeerResult {
  const python = join(ENVIRONMENT, 'bin', 'python');
  if (!existsSync(join(ENVIRONMENT, 'ready'))) {
    run('python3', ['-m', 'venv', ENVIRONMENT]);
    run(python, ['-m', 'pip', 'install', '--quiet', `datasketch==${VERSION}`]);
    writeFileSync(join(ENVIRONMENT, 'ready'), '');
  }
  const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'));
  try {
    const file = join(folder, 'articles.jsonl');
    writeFileSync(
      file,
      Array.from(articles, ({ articleId, body }) => JSON.stringify([articleId, body])).join('\n'),
    );
    const out = run(python, [join(import.meta.dirname, 'dedup_peer.py'), file]);
    return { version: VERSION, ...(JSON.parse(out) as Omit<PeerResult, 'version'>) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(command: string, args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr.slice(-2000)}`);
  return stdout;
}
