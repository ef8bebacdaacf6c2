import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
/** What the help and the daily work over a gateway load; the schemas alone take longer than `--help` may. */
const LIGHT = [
  'main.ts',
  'backend/gateway-backend.ts',
  ...['articles', 'audit', 'changes', 'dead-letters', 'feeds', 'trace', 'why'].map(
    (name) => `commands/${name}.command.ts`,
  ),
  ...['completion', 'doctor', 'status'].map((name) => `commands/look/${name}.command.ts`),
];

/** Values that a file imports before it runs: types are gone when it is built, and `import()` waits until it is called. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export)\s(?!type\s)(?:[^'";]*?\sfrom\s)?'([^']+)';$/gm)].flatMap(
    ([, name = '']) => name,
  );
}

function packagesOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  return importsOf(file).flatMap((name) =>
    name.startsWith('.')
      ? packagesOf(path.resolve(path.dirname(file), name.replace(/\.js$/, '.ts')), seen)
      : [name],
  );
}

it.each(LIGHT)('%s loads nothing but what Node brings along', (file) => {
  const foreign = packagesOf(path.join(here, file)).filter((name) => !name.startsWith('node:'));
  expect(foreign).toEqual([]);
});

it('would see a package that is imported further down', () => {
  expect(packagesOf(path.join(here, 'backend/store-backend.ts'))).toContain('@dateline/contracts');
});
