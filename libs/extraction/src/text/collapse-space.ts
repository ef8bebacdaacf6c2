/** One line: every run of white space, no-break and zero-width spaces included, becomes one space; soft hyphens go. */
export function collapseSpace(text: string): string {
  return text
    .replace(/\u00ad/g, '')
    .replace(/[\s\u00a0\u200b\ufeff]+/g, ' ')
    .trim();
}
