import {
  compareSketches,
  DaySpread,
  NearDuplicateIndex,
  packSketch,
  sketchOf,
  type Sketch,
  UnknownSketchFormat,
  unpackSketch,
  type NearDuplicateCandidate,
} from './index.js';
import { mix32 } from './hash-grams.js';
import { storyOf as story } from '../test/invented-story.js';

const text = (sentences: readonly string[]): string => sentences.join(' ');
const base = story(7, 20);

describe('sketchOf', () => {
  it('is deterministic plain JSON within its bounds', () => {
    const sketch = sketchOf(text(story(3, 400)), { title: 'Budget of 1,200' });
    expect(JSON.parse(JSON.stringify(sketch))).toEqual(sketch);
    expect(sketchOf(text(story(3, 400)), { title: 'Budget of 1200' })).toEqual(sketch);
    expect(sketch.values.length).toBeLessThanOrEqual(256);
    expect(sketch.keys.length).toBeLessThanOrEqual(64);
    expect(sketch.values.every((value) => (value | 0) === value)).toBe(true);
    expect(sketch.keys.every((key) => (key | 0) === key)).toBe(true);
    expect(sketch.numbers).toHaveLength(1);
  });

  it('keeps enough of a short text, and all of a shorter one', () => {
    expect(sketchOf(text(base.slice(0, 1))).values).toHaveLength(24);
    expect(sketchOf(text(base.slice(0, 1))).keys).toHaveLength(8);
    expect(sketchOf('Rain.')).toMatchObject({ values: [expect.any(Number)], length: 4 });
    expect(sketchOf(' — ')).toEqual({
      keys: [],
      values: [],
      numbers: [],
      length: 0,
      headlineKey: null,
    });
  });

  it('looks through spelling, Arabic too', () => {
    expect(sketchOf('THE FERRY&nbsp;sails, at last!')).toEqual(sketchOf('the ferry — sails at last'));
    expect(sketchOf('إعادةُ فتح الجسر ١٢')).toEqual(sketchOf('اعاده فتح الجســر 12'));
  });

  it('marks the values of the lead', () => {
    const { values } = sketchOf(text(base));
    const leads = values.filter((value) => (value & 1) === 1);
    expect(leads.length).toBeGreaterThan(values.length * 0.25);
    expect(leads.length).toBeLessThan(values.length * 0.55);
  });

  it('reads a figure whole', () => {
    expect(sketchOf('3.5 and 8-3/4 and ١٬٢٠٠').numbers).toEqual(sketchOf('35, 834, 1200').numbers);
    expect(sketchOf('3.5').numbers).not.toEqual(sketchOf('3 5').numbers);
  });

  it('takes shorter grams where words are short signs', () => {
    const chinese = sketchOf('港口今天重新开放渡轮恢复航行市长表示感谢');
    expect(compareSketches(chinese, sketchOf('港口今天重新开放渡轮恢复航行市长表示欢迎')).similar).toBe(true);
  });
});

describe('compareSketches', () => {
  const original = sketchOf(text(base));

  it.each([
    ['the same', base],
    ['another headline line and a tail', ['HARBOUR (Coast Wire) —', ...base, 'Read on in our next edition.']],
    ['a third cut', base.filter((_, i) => i % 3 !== 2)],
    ['paragraphs in another order', [...base.slice(5), ...base.slice(0, 5)]],
    ['cut after the first half', base.slice(0, 10)],
  ])('finds a copy: %s', (_what, sentences) => {
    const comparison = compareSketches(original, sketchOf(text(sentences)));
    expect(comparison).toMatchObject({ similar: true, refusedBy: null });
    expect(comparison.score).toBeGreaterThanOrEqual(0.25);
  });

  it('gives one for the same text and is symmetric', () => {
    const other = sketchOf(text(base.slice(4)));
    expect(compareSketches(original, original)).toMatchObject({ jaccard: 1, containment: 1, score: 1 });
    expect(compareSketches(original, other)).toEqual(compareSketches(other, original));
  });

  it.each([
    [
      'another story',
      sketchOf(
        'A quiet essay on gardening that shares no phrase with any of the rest of it, at some length and with care.',
      ),
      'too_few_shared',
    ],
    [
      'a quotation in a long text',
      sketchOf(text([...story(99, 40), ...base.slice(0, 5)])),
      'below_threshold',
    ],
    ['an empty text', sketchOf(''), 'too_few_shared'],
  ])('refuses %s', (_what, other, refusedBy) => {
    expect(compareSketches(original, other)).toMatchObject({ similar: false, refusedBy });
  });

  it('refuses a template with other figures', () => {
    const report = (figures: number[]): string =>
      text(base.slice(0, 6).map((sentence, i) => `${sentence} It cost ${figures[i]} crowns.`));
    const [monday, tuesday] = [
      sketchOf(report([11, 12, 13, 14, 15, 16])),
      sketchOf(report([21, 22, 23, 24, 25, 26])),
    ];
    expect(compareSketches(monday, tuesday)).toMatchObject({ similar: false, refusedBy: 'number_guard' });
  });

  it('refuses two leads with one tail', () => {
    const tail = base.slice(0, 12);
    const [a, b] = [sketchOf(text([...story(1001, 9), ...tail])), sketchOf(text([...story(77, 9), ...tail]))];
    expect(compareSketches(a, b)).toMatchObject({ similar: false, refusedBy: 'lead_rule' });
  });

  it('leaves hot values out', () => {
    const hot = new Set(original.values.map((value) => value & ~1));
    expect(compareSketches(original, original, (value) => hot.has(value))).toMatchObject({
      shared: 0,
      refusedBy: 'too_few_shared',
    });
  });
});

/** What an index that holds the candidates finds most like a sketch. */
function nearestAmong(
  candidates: readonly NearDuplicateCandidate[],
  sketch: Sketch,
  isHot?: (value: number) => boolean,
) {
  const index = new NearDuplicateIndex();
  for (const candidate of candidates) index.add(candidate);
  return index.nearestTo(sketch, isHot);
}

describe('the nearest text', () => {
  const candidate = (
    id: string,
    sentences: readonly string[],
    publishedAt: string,
  ): NearDuplicateCandidate => ({ id, sketch: sketchOf(text(sentences)), publishedAt });
  const stored = [
    candidate('other', story(5, 20), '2026-02-01T00:00:00Z'),
    candidate('half', base.slice(0, 10), '2026-02-01T00:00:00Z'),
    candidate('later', base, '2026-02-01T02:00:00Z'),
    candidate('b-first', base, '2026-02-01T01:00:00Z'),
    candidate('a-first', base, '2026-02-01T01:00:00Z'),
  ];

  it('names the best, of equals the earliest, then the lesser id, whatever the order', () => {
    const expected = { id: 'a-first', score: 1, rule: 'jaccard' };
    expect(nearestAmong(stored, sketchOf(text(base)))).toEqual(expected);
    expect(nearestAmong(stored.toReversed(), sketchOf(text(base)))).toEqual(expected);
  });

  it('says when only containment holds', () => {
    const part = [candidate('part', base.slice(0, 10), '2026-02-01T00:00:00Z')];
    const whole = sketchOf(text([...base.slice(0, 10), ...story(31, 36)]));
    expect(nearestAmong(part, whole)).toMatchObject({ id: 'part', rule: 'containment' });
  });

  it('is null when nothing is alike', () => {
    expect(nearestAmong(stored.slice(1), sketchOf(text(story(12, 20))))).toBeNull();
    expect(nearestAmong(stored, sketchOf(''))).toBeNull();
  });
});

describe('the nearest text among many', () => {
  it('looks at those only that share two keys of a long text', () => {
    const sketch = sketchOf(text(base));
    const [key = 0] = sketch.keys;
    const other = { ...sketch, keys: [key, ...sketchOf(text(story(5, 20))).keys.slice(1)] };
    const candidate = { id: 'one-key', sketch: other, publishedAt: '2026-02-01T00:00:00Z' };
    expect(nearestAmong([candidate], sketch)).toBeNull();
    expect(nearestAmong([{ ...candidate, sketch }], sketch)).toMatchObject({ id: 'one-key' });
  });

  it('does not count keys that are hot', () => {
    const sketch = sketchOf(text(base));
    const keys = new Set(sketch.keys);
    const candidate = { id: 'a', sketch, publishedAt: '2026-02-01T00:00:00Z' };
    expect(nearestAmong([candidate], sketch, (value) => keys.has(value))).toBeNull();
  });
});

describe('NearDuplicateIndex', () => {
  const entry = (id: string, sentences: readonly string[], hour: number) => ({
    id,
    sketch: sketchOf(text(sentences)),
    publishedAt: new Date(Date.UTC(2026, 0, 1, hour)),
  });

  const sharing = (index: NearDuplicateIndex, { keys }: Pick<Sketch, 'keys'>, needed = 1) =>
    index.sharing(keys, needed).map(({ candidate }) => candidate.id);

  it('counts the keys that each text shares, and leaves out those that share too few', () => {
    const index = new NearDuplicateIndex();
    const publishedAt = new Date(0);
    const add = (id: string, keys: number[]) =>
      index.add({ id, sketch: { ...sketchOf(''), keys }, publishedAt });
    for (let i = 0; i < 300; i++) add(`other ${i}`, [1000 + i]);
    add('two', [1, 2, 7]);
    add('one', [3, 8]);
    add('gone', [1, 2, 3]);
    index.remove('gone');
    add('three', [1, 2, 3]);
    const shared = index.sharing([1, 2, 3], 2).map(({ candidate, shared }) => [candidate.id, shared]);
    expect(Object.fromEntries(shared)).toEqual({ two: 2, three: 3 });
    expect(index.under(3).map(({ id }) => id)).toEqual(['one', 'three']);
  });

  it('counts in full what a crowded key does not hold any more', () => {
    const index = new NearDuplicateIndex();
    const add = (id: string, keys: number[]) =>
      index.add({ id, sketch: { ...sketchOf(''), keys }, publishedAt: new Date(0) });
    add('first', [1, 2]);
    for (let i = 0; i < 64; i++) add(`crowd ${i}`, [1]);
    expect(sharing(index, { keys: [1, 2] }, 2)).toEqual(['first']);
  });

  it('finds by any key, replaces, forgets the oldest', () => {
    const index = new NearDuplicateIndex();
    for (const [i, id] of ['a', 'b', 'c'].entries()) index.add(entry(id, base, i));
    index.add(entry('d', story(5, 20), 4));
    expect(sharing(index, sketchOf(text(base)))).toEqual(['a', 'b', 'c']);
    index.add(entry('a', story(6, 20), 5));
    index.evictWhile(({ publishedAt }) => new Date(publishedAt).getUTCHours() < 2);
    expect(sharing(index, sketchOf(text(base)))).toEqual(['c']);
    expect([index.size, index.get('b'), index.get('a')?.id]).toEqual([3, undefined, 'a']);
  });

  it('looks for rare keys first and stops at a bound', () => {
    const index = new NearDuplicateIndex();
    const crowd = Array.from({ length: 8 }, (_, key) => key);
    const sketch = (keys: number[]) => ({ ...sketchOf(''), keys });
    const publishedAt = new Date(0);
    crowd.forEach((key) => {
      for (let i = 0; i < 64; i++) index.add({ id: `${key}-${i}`, sketch: sketch([key]), publishedAt });
    });
    index.add({ id: 'rare', sketch: sketch([99]), publishedAt });
    const found = sharing(index, sketch([...crowd, 99]));
    expect([found.length < 330, found.includes('rare')]).toEqual([true, true]);
  });

  it('bounds what one key holds to the newest', () => {
    const index = new NearDuplicateIndex();
    for (let i = 0; i < 100; i++) index.add(entry(`n${i}`, base, 1));
    const found = sharing(index, sketchOf(text(base)));
    expect([found.length, found.at(-1)]).toEqual([64, 'n99']);
  });
});

describe('packSketch', () => {
  it('comes back as it was', () => {
    for (const sketch of [
      sketchOf(text(base), { title: 'The harbour bridge closes 12', source: 'paper.test' }),
      sketchOf(''),
    ])
      expect(unpackSketch(packSketch(sketch), sketch.keys)).toEqual(sketch);
  });

  it('is refused in another format', () => {
    expect(() => unpackSketch(new Uint8Array([9, 0, 0, 0, 1]), [])).toThrow(UnknownSketchFormat);
    expect(() => unpackSketch(new Uint8Array(0), [])).toThrow(UnknownSketchFormat);
  });
});

describe('DaySpread', () => {
  const at = (day: number, hour = 0): Date => new Date(Date.UTC(2026, 0, day, hour));

  it('counts days and not texts', () => {
    const spread = new DaySpread(1024);
    for (let hour = 0; hour < 10; hour++) spread.observe({ values: [42] }, at(1, hour));
    expect(spread.hotAt(at(1, 11))(42)).toBe(false);
    for (const day of [2, 3]) spread.observe({ values: [42] }, at(day));
    expect(spread.hotAt(at(3))(42)).toBe(false);
    expect(spread.hotAt(at(4))(42)).toBe(true);
    spread.observe({ values: [42] }, at(4));
    expect([spread.hotAt(at(4))(42), spread.hotAt(at(4))(44)]).toEqual([true, false]);
  });

  it('forgets after its memory', () => {
    const spread = new DaySpread(1024);
    for (const day of [1, 2, 3, 4]) spread.observe({ values: [-7] }, at(day));
    expect([spread.hotAt(at(30))(-7), spread.hotAt(at(40))(-7)]).toEqual([true, false]);
    spread.observe({ values: [-7] }, at(40));
    expect(spread.hotAt(at(40))(-7)).toBe(false);
  });

  it('keeps fresh values fresh when far more pass than it has cells', () => {
    const spread = new DaySpread(2 ** 14);
    let next = 1;
    for (let day = 1; day <= 10; day++) {
      for (let i = 0; i < 400; i++)
        spread.observe({ values: Array.from({ length: 50 }, () => mix32(next++)) }, at(day));
    }
    const fresh = Array.from({ length: 5000 }, () => mix32(next++));
    expect(fresh.filter(spread.hotAt(at(10))).length).toBeLessThan(50);
  });

  it('holds what returns daily among values that pass', () => {
    const spread = new DaySpread(2 ** 14);
    const template = Array.from({ length: 50 }, (_, i) => mix32(-i - 1));
    let next = 1;
    for (let day = 1; day <= 6; day++) {
      for (let i = 0; i < 100; i++)
        spread.observe({ values: Array.from({ length: 50 }, () => mix32(next++)) }, at(day));
      spread.observe({ values: template }, at(day));
    }
    expect(template.filter(spread.hotAt(at(6))).length).toBeGreaterThan(45);
  });

  it('goes on from a snapshot', () => {
    const spread = new DaySpread(1024);
    for (const day of [1, 2, 3]) spread.observe({ values: [42] }, at(day));
    expect(new DaySpread(spread.snapshot()).isHot(42, at(4))).toBe(true);
  });

  it('is restored from a snapshot of its own size alone', () => {
    const spread = new DaySpread(1024);
    for (const day of [1, 2, 3]) spread.observe({ values: [42] }, at(day));
    const fresh = new DaySpread(1024);
    for (const day of [1, 2, 3]) fresh.observe({ values: [-9] }, at(day));
    fresh.restore(spread.snapshot());
    expect([fresh.isHot(42, at(4)), fresh.isHot(-9, at(4))]).toEqual([true, false]);
    expect(fresh.format).toBe(spread.format);
    const smaller = new DaySpread(512);
    expect(smaller.format).not.toBe(spread.format);
    expect(() => smaller.restore(spread.snapshot())).toThrow(RangeError);
  });

  it('counts a text that is observed again, early or late, once', () => {
    const spread = new DaySpread(1024);
    for (const day of [1, 2, 3]) spread.observe({ values: [42] }, at(day));
    const before = spread.snapshot();
    for (const day of [3, 2, 1, 3]) spread.observe({ values: [42] }, at(day, 12));
    expect(spread.snapshot()).toEqual(before);
    // Its own day counts once for a text, whether the text was observed before it is decided or not.
    expect(spread.isHot(42, at(3, 23))).toBe(false);
  });

  it('refuses a size it cannot mask', () => {
    expect(() => new DaySpread(1000)).toThrow(RangeError);
  });
});
