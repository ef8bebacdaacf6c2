import { shorten, tableOf } from './text-table.js';

it('pads columns and sets numbers to the right', () => {
  const table = tableOf(
    ['name', 'n', 'note'],
    [
      ['harbour', 5, null],
      ['a', 1200, new Date('2026-03-03T09:05:07.123Z')],
    ],
  );
  expect(table.split('\n')).toEqual([
    'name        n  note',
    '-------  ----  --------------------',
    'harbour     5  -',
    'a        1200  2026-03-03T09:05:07Z',
  ]);
});

it('keeps columns apart in Arabic with vowel marks, which take no place of their own', () => {
  const [first, second] = tableOf(
    ['x', 'y'],
    [
      ['مُدُن', 'a'],
      ['abc', 'b'],
    ],
  )
    .split('\n')
    .slice(2);
  expect(first).toBe('مُدُن  a');
  expect(second).toBe('abc  b');
});

it('has headings alone where there are no rows', () => {
  expect(tableOf(['a', 'bb'], [])).toBe('a  bb\n-  --');
});

it('shortens by letters, not by halves of them', () => {
  expect(shorten('a  b\nc', 10)).toBe('a b c');
  expect(shorten('😀😀😀', 2)).toBe('😀…');
});
