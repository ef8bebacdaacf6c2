import { packSketch, SIMILARITY_RULES, type Sketch } from '@dateline/similarity';
import type { StoredSketch } from '@dateline/storage';
import type { Arrival } from './arrival.js';
import { probableOriginals } from './probable-originals.js';

const HEADLINE = -5;
const many = Array.from({ length: 14 }, (_, i) => i + 100);
const few = [1, 2, 3];
/** Thirty values, all of the lead. */
const values = Array.from({ length: 30 }, (_, i) => 2 * i + 1);
const sketchOf = (of: Partial<Sketch>): Sketch => ({
  keys: [],
  values,
  numbers: [],
  length: 900,
  headlineKey: HEADLINE,
  ...of,
});
const wanting = (keys: number[], sketch: Sketch, isHot?: (value: number) => boolean) => ({
  arrival: { fingerprint: { sketch } } as unknown as Arrival,
  keys,
  ...(isHot ? { isHot } : {}),
});
const wanted = [many, few].map((keys) =>
  wanting([...keys, HEADLINE], sketchOf({ keys: [...keys, HEADLINE] })),
);

function text(keys: number[], of: Partial<Sketch> = {}, name = keys.join()): StoredSketch {
  const at = new Date(0);
  return { articleId: name, keys, body: packSketch(sketchOf(of)), publishedAt: at, at };
}

it.each([
  ['two keys of a long text', [100, 113, 7], true],
  ['one key of a long text', [100, 7, 8], false],
  ['one key of a text that has few', [2, 7, 8], true],
  ['nothing', [7, 8], false],
])('keeps or leaves what is alike and shares %s', (_what, keys, isKept) => {
  expect(probableOriginals(wanted, [text(keys)])).toHaveLength(isKept ? 1 : 0);
});

it('keeps what stands under the same headline, alike or not', () => {
  const other = { values: values.map((value) => value + 1000) };
  expect(probableOriginals(wanted, [text([HEADLINE, 7], other)])).toHaveLength(1);
  expect(probableOriginals(wanted, [text([100, 101, 2], other)])).toEqual([]);
});

it.each([
  ['as much as likeness asks for', 15, true],
  ['no more than a notice', 8, false],
])('of texts with enough keys keeps those that share %s', (_what, shared, isKept) => {
  const theirs = values.map((value, i) => (i < shared ? value : value + 1000));
  const found = text([100, 101, 102], { values: theirs });
  expect(probableOriginals([wanting(many, sketchOf({}))], [found])).toHaveLength(isKept ? 1 : 0);
});

it('leaves out of the comparison what is hot', () => {
  const isHot = (value: number) => value < 40;
  expect(probableOriginals([wanting(many, sketchOf({}))], [text([100, 101])])).toHaveLength(1);
  const theirs = values.map((value) => (value < 40 ? value : value + 1000));
  expect(
    probableOriginals([wanting(many, sketchOf({}), isHot)], [text([100, 101], { values: theirs })]),
  ).toEqual([]);
});

it('counts the keys of each text of the batch by themselves', () => {
  const other = wanting(
    many.map((key) => key + 500),
    sketchOf({}),
  );
  expect(probableOriginals([wanting(many, sketchOf({})), other], [text([100, 600])])).toEqual([]);
});

it('compares a bounded number, those with most keys in common, whatever their order', () => {
  const crowd = Array.from({ length: 100 }, (_, i) => text([100, 101], {}, `crowd ${i}`));
  const close = text([100, 101, 102], {}, 'close');
  for (const found of [
    [close, ...crowd],
    [...crowd, close],
  ]) {
    const kept = probableOriginals([wanting(many, sketchOf({}))], found);
    expect(kept).toHaveLength(SIMILARITY_RULES.verified);
    expect(kept).toContain(close);
  }
});
