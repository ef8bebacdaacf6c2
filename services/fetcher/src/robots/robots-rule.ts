/** One Allow or Disallow line. */
export interface RobotsRule {
  isAllowing: boolean;
  /** Length of the pattern as written; the longer of two matching patterns wins. */
  length: number;
  matches(address: string): boolean;
}

/**
 * A pattern anchored at the start of an address, with `*` for any characters and `$` for the end (RFC 9309
 * section 2.2.3). Each part between wildcards matches at its first occurrence, without backtracking, so no
 * number of wildcards makes matching slow.
 */
export function ruleOf(pattern: string, isAllowing: boolean): RobotsRule {
  const isWhole = pattern.endsWith('$');
  const [start = '', ...parts] = (isWhole ? pattern.slice(0, -1) : pattern).split(/\*+/);
  const last = isWhole ? parts.pop() : undefined;
  const matches = (address: string) => {
    if (!address.startsWith(start)) return false;
    let at = start.length;
    for (const part of parts) {
      const found = address.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    if (!isWhole) return true;
    return last === undefined
      ? at === address.length
      : address.length - last.length >= at && address.endsWith(last);
  };
  return { isAllowing, length: pattern.length, matches };
}
