/**
 * Whether a sticky pattern matches at a place of this character. Texts hold the character seldom, so this takes
 * less time than to let the pattern search.
 */
export function matchesAt(text: string, character: string, pattern: RegExp): boolean {
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return true;
  }
  return false;
}
