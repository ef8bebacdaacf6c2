// Proves that the module boundary rule bites: a domain lib that imports a platform lib must be refused by `nx lint`.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';

const canary = new URL('../libs/article/src/boundary-canary.ts', import.meta.url);
writeFileSync(canary, "import { Database } from '@dateline/storage';\n\nexport const refused = Database;\n");
let output = '';
let status = 0;
try {
  const run = spawnSync('npx', ['nx', 'lint', '@dateline/article', '--skip-nx-cache'], {
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
  });
  output = run.stdout + run.stderr;
  status = run.status ?? 1;
} finally {
  rmSync(canary);
}
if (status === 0 || !output.includes('@nx/enforce-module-boundaries')) {
  process.stderr.write(`the boundary canary was not refused:\n${output}\n`);
  process.exit(1);
}
process.stdout.write('boundary canary: refused, as it must be\n');
