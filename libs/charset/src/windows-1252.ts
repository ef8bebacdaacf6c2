const C1 = /[\u0080-\u009f]/;
const CP1252_C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The character that a C1 code stands for where it is met in the wild. */
export function c1ToCp1252(character: string): string {
  return CP1252_C1[character.charCodeAt(0) - 0x80] ?? character;
}

/** A text with each C1 code as the character of windows-1252. */
export function mendC1(text: string): string {
  return C1.test(text) ? text.replace(/[\u0080-\u009f]/g, c1ToCp1252) : text;
}

/** The byte that windows-1252 writes a UTF-16 code unit with; null when it has none. */
export function byteOfCp1252(code: number): number | null {
  if (code <= 0xff) return code;
  const at = CP1252_C1.indexOf(String.fromCharCode(code));
  return at < 0 ? null : 0x80 + at;
}
