/**
 * Puts a text on one line: every run of white space, with no-break and zero-width spaces, becomes one space.
 * Soft hyphens are removed.
 */
export function collapseSpace(text: string): string {
  return text
    .replace(/\u00ad/g, '')
    .replace(/[\s\u00a0\u200b\ufeff]+/g, ' ')
    .trim();
}
