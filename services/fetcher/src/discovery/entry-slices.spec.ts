import { feedEntry } from '../../test/feed-entry.js';
import { entrySlices } from './entry-slices.js';
import { identifyEntries } from './find-discoveries.js';

const entriesOf = (count: number, text: string) =>
  identifyEntries(
    Array.from({ length: count }, (_, n) =>
      feedEntry({ id: `g${n}`, url: `https://outlet.example/${n}`, title: `Story ${n}`, contentHtml: text }),
    ),
    'https://outlet.example/rss',
  ).identified;

it('keeps the order, and no slice is long', () => {
  const entries = entriesOf(450, 'short');
  const slices = entrySlices(entries);
  expect(slices.map(({ length }) => length)).toEqual([200, 200, 50]);
  expect(slices.flat()).toEqual(entries);
  expect(entrySlices([])).toEqual([]);
});

it('is bounded by the texts as well, and an entry that is too long stands alone', () => {
  const long = entriesOf(3, `<p>${'quay '.repeat(300_000)}</p>`);
  expect(entrySlices(long).map(({ length }) => length)).toEqual([1, 1, 1]);
  const some = entriesOf(10, `<p>${'quay '.repeat(60_000)}</p>`);
  expect(entrySlices(some).map(({ length }) => length)).toEqual([3, 3, 3, 1]);
});
