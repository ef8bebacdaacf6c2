/** Code points of the zeros of the decimal digits that news sites print (Unicode general category Nd). */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
  0x1040, 0x17e0, 0x1810, 0xff10,
]; // prettier-ignore
const HAN_DIGITS = '〇一二三四五六七八九';
const HAN_NUMBER =
  /(?<![\p{L}\d])(?:[〇零一二三四五六七八九]{4}|(?:令和|平成|昭和|民國|民国)[元一二三四五六七八九十]{1,3})\s?年\s?[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}[日号號]/u;

/** The text with the decimal digits of every script, and the Chinese numbers of a date, as 0 to 9. */
export function westernDigits(text: string): string {
  return text
    .replace(/[^\p{ASCII}\P{Nd}]/gu, (digit) => String(valueOf(digit.charCodeAt(0)) ?? digit))
    .replace(HAN_NUMBER, (date) => date.replace(/[〇零一二三四五六七八九十]+/g, hanNumber));
}

function valueOf(code: number): number | undefined {
  const zero = ZEROS.find((start) => code >= start && code < start + 10);
  return zero === undefined ? undefined : code - zero;
}

/** 二〇二四 is 2024, 十二 is 12, 二十 is 20, 三十一 is 31. */
function hanNumber(text: string): string {
  const digitsOf = (part: string) =>
    [...part].map((sign) => String(Math.max(HAN_DIGITS.indexOf(sign), 0))).join('');
  const [tens, ones] = text.split('十');
  if (tens === undefined || ones === undefined) return digitsOf(text);
  return `${digitsOf(tens) || '1'}${digitsOf(ones) || '0'}`;
}
