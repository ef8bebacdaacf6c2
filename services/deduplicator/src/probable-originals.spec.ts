import { packSketch } from '@dateline/similarity';
import type { StoredSketch } from '@dateline/storage';
import type { Arrival } from './arrival.js';
import { probableOriginals } from './probable-originals.js';

const HEADLINE = -5;
const many = Array.from({ length: 14 }, (_, i) => i + 100);
const few = [1, 2, 3];
const wanted = [many, few].map((keys) => ({
  arrival: { print: { sketch: { keys: [...keys, HEADLINE], headlineKey: HEADLINE } } } as unknown as Arrival,
  keys: [...keys, HEADLINE],
}));
const text = (...keys: number[]): StoredSketch => {
  const at = new Date(0);
  return { articleId: keys.join(), keys, body: Uint8Array.of(), publishedAt: at, at };
};

it.each([
  ['two keys of a long text', [100, 113, 7], true],
  ['one key of a long text', [100, 7, 8], false],
  ['one key of a text that has few', [2, 7, 8], true],
  ['the headline alone', [HEADLINE, 7], true],
  ['nothing', [7, 8], false],
])('keeps or leaves what shares %s', (_what, keys, isKept) => {
  expect(probableOriginals(wanted, [text(...keys)])).toHaveLength(isKept ? 1 : 0);
});

it.each([
  ['as many values as likeness asks for', 6, true],
  ['fewer values', 5, false],
])('of texts with enough keys keeps those that share %s', (_what, shared, isKept) => {
  const values = Array.from({ length: 30 }, (_, i) => 2 * i);
  const theirs = values.map((value, i) => (i < shared ? value | 1 : value + 1000));
  const sketch = { keys: many, values, numbers: [], length: 900, headlineKey: null };
  const arrival = { print: { sketch } } as unknown as Arrival;
  const found = { ...text(100, 101, 102), body: packSketch({ ...sketch, values: theirs }) };
  expect(probableOriginals([{ arrival, keys: many }], [found])).toHaveLength(isKept ? 1 : 0);
});

it('counts the keys of each text of the batch by themselves', () => {
  const other = { ...wanted[0]!, keys: many.map((key) => key + 500) };
  expect(probableOriginals([{ ...wanted[0]!, keys: many }, other], [text(100, 600)])).toEqual([]);
});
