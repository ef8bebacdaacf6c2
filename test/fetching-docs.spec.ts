import { readFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const rows = [...read('docs/fetching.md').matchAll(/^\| (H\d\d) +\| .* \| `([^`]+)` +\|$/gm)].map(
  ([, row = '', file = '']): [string, string] => [row, file],
);

it('has a test for each row of the conformance list', () => {
  const all = Array.from({ length: 64 }, (_, i) => `H${String(i + 1).padStart(2, '0')}`);
  expect(rows.map(([row]) => row)).toEqual(all);
});

it.each(rows)('docs/fetching.md: %s is tested in %s', (row, file) => {
  expect(read(file)).toMatch(new RegExp(`['"\`(][^'"\`]*\\b${row}\\b`));
});
