import { seededRandom } from '@dateline/testing';
import { openCursor, sealCursor } from './stream-cursor.js';

const seal = { key: 'a key of the gateway, long enough', topic: 'news.articles.v1' };
const cursor = {
  offsets: new Map([
    [0, 0n],
    [1, 9_007_199_254_740_993n],
    [5, 12_431n],
  ]),
  syncedAt: new Date('2026-03-03T09:05:07.123Z'),
};

it('comes back as it was, whatever the order of the partitions', () => {
  expect(openCursor(sealCursor(cursor, seal), seal)).toEqual(cursor);
  const reversed = { ...cursor, offsets: new Map([...cursor.offsets].reverse()) };
  expect(sealCursor(reversed, seal)).toBe(sealCursor(cursor, seal));
});

it('is short enough for a header line and safe in an address', () => {
  const many = {
    ...cursor,
    offsets: new Map(Array.from({ length: 50 }, (_, n) => [n, 10n ** 12n] as const)),
  };
  expect(sealCursor(many, seal)).toMatch(/^[\w.-]{20,1500}$/);
});

it('is refused for another key or topic', () => {
  const text = sealCursor(cursor, seal);
  expect(openCursor(text, { ...seal, key: 'another key of the gateway' })).toBeNull();
  expect(openCursor(text, { ...seal, topic: 'news.clusters.v1' })).toBeNull();
});

it('is refused with any character changed, left out or added', () => {
  const text = sealCursor(cursor, seal);
  const random = seededRandom(7);
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  for (let i = 0; i < text.length; i++) {
    const other = letters[Math.floor(random() * letters.length)] ?? 'A';
    const changed = `${text.slice(0, i)}${other}${text.slice(i + 1)}`;
    const opened = openCursor(changed, seal);
    // The last character of base64url may have unused bits: then the bytes, and so the cursor, are the same.
    if (changed !== text && opened !== null) expect(opened).toEqual(cursor);
    if (changed !== text && i !== text.length - 1 && text[i + 1] !== '.') expect(opened).toBeNull();
    expect(openCursor(text.slice(0, i) + text.slice(i + 1), seal)).toBeNull();
  }
  expect(openCursor(`${text}A`, seal)).toBeNull();
});

it.each(['', '.', 'a.b', '2026-03-03T09:05:07Z', '*', 'x'.repeat(5000)])(
  'is refused where it is %p',
  (text) => {
    expect(openCursor(text, seal)).toBeNull();
  },
);
