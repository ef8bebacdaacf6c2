import { changedWords, countChanged } from './changed-words.js';

const side = (older: string, newer: string, where: 'older' | 'newer') =>
  changedWords(older, newer)
    .filter((piece) => piece.in === 'both' || piece.in === where)
    .map(({ text }) => text)
    .join('');

it.each([
  ['The ferry leaves at nine.', 'The last ferry leaves at ten.'],
  ['عادت العبارة إلى الميناء', 'عادت العبارة الأخيرة إلى الميناء'],
  ['', 'All of it is new.'],
  ['All of it went.', ''],
  ['渡轮停运三天。', '渡轮停运五天。'],
])('gives back both texts: %p and %p', (older, newer) => {
  expect(side(older, newer, 'older')).toBe(older);
  expect(side(older, newer, 'newer')).toBe(newer);
});

it('counts the words of each side, and none where nothing changed', () => {
  expect(countChanged(changedWords('a b c d', 'a x y d'))).toEqual({ added: 2, removed: 2 });
  expect(countChanged(changedWords('a b', 'a b'))).toEqual({ added: 0, removed: 0 });
});

it('exchanges texts that are too long to compare', () => {
  const older = 'harbour '.repeat(20_000);
  expect(changedWords(older, `${older}ferry`)).toHaveLength(2);
});
