import { readFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const rows = [...read('docs/fetching.md').matchAll(/^\| (H\d\d) +\| .* \| `([^`]+)` +\|$/gm)].map(
  ([, row = '', file = '']): [string, string] => [row, file],
);

it('has its rows', () => {
  expect(rows.length).toBeGreaterThan(50);
});

it.each(rows)('docs/fetching.md: %s is tested in %s', (row, file) => {
  expect(read(file)).toMatch(new RegExp(`['"\`(][^'"\`]*\\b${row}\\b`));
});
