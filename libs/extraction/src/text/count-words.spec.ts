import { countSentences, countWords } from './count-words.js';

it.each([
  ['The ferry left at dawn. Nobody saw it! Did you?', 'en', 10, 3],
  ['غادرت العبارة الميناء عند الفجر. هل رآها أحد؟', 'ar', 8, 2],
  ['船は夜明けに港を出た。誰も見ていない。', 'ja', 12, 2],
  ['渡輪在黎明時離開港口。沒有人看見。', 'zh', 9, 2],
  ['नौका भोर में निकली। किसी ने नहीं देखा।', 'hi', 8, 2],
  ['เรือออกจากท่าเรือตอนรุ่งสาง', 'th', 6, 1],
  ['It cost 1,000.50 euros', 'en', 4, 1],
  ['', null, 0, 0],
])('%s', (text, language, words, sentences) => {
  expect(Math.abs(countWords(text, language) - words)).toBeLessThanOrEqual(2);
  expect(countSentences(text, language)).toBe(sentences);
});

it('counts each line for one at least', () => {
  expect(countSentences('A heading\nThe ferry left. It came back.', 'en')).toBe(3);
});
