// Usage: node train-pages.ts <corpora>   Measures the pages of the corpora and learns the models of libs/extraction from them: runs
// write-measures.ts, then train-pages.py with PYTHON (python3) and the packages of requirements.txt.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const corpora = process.argv[2];
if (!corpora) {
  process.stderr.write('usage: train-pages.ts <folder of the corpora>\n');
  process.exit(2);
}
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dateline-train-'));
const measures = join(folder, 'measures.jsonl');
try {
  run(process.execPath, [here('write-measures.ts'), corpora], openSync(measures, 'w'));
  run(process.env['PYTHON'] ?? 'python3', [here('train-pages.py'), measures], 'inherit');
  const models = ['article', 'kind', 'confidence'].map((name) =>
    here(`../../libs/extraction/src/page-type/${name}.model.ts`),
  );
  run(
    'prettier',
    ['--write', '--log-level', 'warn', ...models, here('../../docs/page-models.md')],
    'inherit',
  );
} finally {
  rmSync(folder, { recursive: true });
}

function run(program: string, args: string[], out: number | 'inherit'): void {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', out, 'inherit'] });
  if (status !== 0)
    throw new Error(`${program} ${args.join(' ')} ended with ${String(status)}`, { cause: error });
}
