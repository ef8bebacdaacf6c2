import { undoDoubleEncoding } from './undo-double-encoding.js';

it.each([
  ['FrÃ¼hstÃ¼ck', 'Frühstück'],
  ['â€¦', '…'],
  ['Itâ€™s', 'It’s'],
  ['ÐœÐ¾Ñ\u0081ÐºÐ²Ð°', 'Москва'],
  ['æ—¥æœ¬', '日本'],
])('reads %s as it was meant', (text, meant) => {
  expect(undoDoubleEncoding(text)).toBe(meant);
});

it.each(['café', 'CAFÉ…', 'MENÜ–KARTE', '„MENÜ“', 'Ã la carte', 'Москва', 'Â£5 and 日本', 'plain', '“É™”'])(
  'leaves %s',
  (text) => {
    expect(undoDoubleEncoding(text)).toBe(text);
  },
);
