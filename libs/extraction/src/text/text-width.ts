const WIDE_FROM = 0x2e80;
const WIDE_TO = 0xd7ff;
const WIDE_WEIGHT = 2.5;

/** Length in Latin-letter equivalents after collapsing white space. A CJK character counts as 2.5 letters. */
export function textWidth(text: string): number {
  let width = 0;
  let afterSpace = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isSpace(code)) {
      if (!afterSpace) width += 1;
      afterSpace = true;
      continue;
    }
    afterSpace = false;
    width += code >= WIDE_FROM && code <= WIDE_TO ? WIDE_WEIGHT : 1;
  }
  return afterSpace && width > 0 ? width - 1 : width;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x200b || code === 0xfeff;
}
