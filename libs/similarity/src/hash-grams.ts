const BASE = 0x01000193;

/**
 * The 32-bit finaliser of murmur3 (A. Appleby, public domain). It spreads a weak hash over all bits.
 * Unsigned.
 */
export function mix32(hash: number): number {
  let h = hash | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Calls `visit` with the hash and the start of every run of `size` units. A shorter text is one run. */
export function hashGrams(
  units: ArrayLike<number>,
  size: number,
  visit: (hash: number, at: number) => void,
): void {
  const run = Math.min(size, units.length);
  if (run === 0) return;
  let leaving = 1;
  for (let i = 1; i < run; i++) leaving = Math.imul(leaving, BASE);
  let rolling = 0;
  for (let i = 0; i < units.length; i++) {
    if (i >= run) rolling = (rolling - Math.imul(units[i - run] ?? 0, leaving)) | 0;
    rolling = (Math.imul(rolling, BASE) + (units[i] ?? 0)) | 0;
    if (i >= run - 1) visit(mix32(rolling), i - run + 1);
  }
}

/** A 32-bit hash of a short string, unsigned. */
export function hashString(text: string): number {
  let h = 0;
  for (let i = 0; i < text.length; i++) h = (Math.imul(h, BASE) + text.charCodeAt(i)) | 0;
  return mix32(h);
}
