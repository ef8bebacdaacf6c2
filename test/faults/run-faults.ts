/** `npm run test:faults`: the product on three brokers and three mongods under a storm of faults, judged from outside. */
import { keep, removeAtEnd } from '@dateline/infrastructure';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from './options.ts';
import { runSeed } from './run-seed.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const startedAt = Date.now();
const say = (line: string): void => console.log(line);

try {
  const options = readOptions(process.argv.slice(2));
  const failed: number[] = [];
  for (const seed of options.seeds) {
    const folder = mkdtempSync(join(tmpdir(), `dateline-faults-${seed}-`));
    removeAtEnd(folder);
    if (options.keep) keep(folder);
    say(
      `\nseed ${seed}: ${options.articles} articles, ${options.calm ? 'no faults' : 'faults'} for ${options.minutes} min; logs in ${folder}`,
    );
    const holds = await runSeed({ seed, folder, options, say });
    if (!holds) {
      failed.push(seed);
      keep(folder);
    }
  }
  say(
    `\n${options.seeds.length} seeds in ${Math.round((Date.now() - startedAt) / 1000)} s; ${failed.length === 0 ? 'all checks hold' : `checks fail with seed ${failed.join(', ')}`}`,
  );
  process.exit(failed.length === 0 ? 0 : 1);
} catch (error) {
  console.error(error instanceof RangeError ? error.message : error);
  process.exit(2);
}
