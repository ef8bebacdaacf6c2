const SYLLABLES =
  'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo za bra cle dri flo gru sta tre spi'.split(' ');

/** Sentences of invented words; other seeds share no run of ten letters but by chance. */
export function storyOf(seed: number, sentences: number): string[] {
  let state = seed;
  const below = (bound: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 16) % bound;
  };
  const word = (): string =>
    Array.from({ length: 2 + below(3) }, () => SYLLABLES[below(SYLLABLES.length)] ?? '').join('');
  return Array.from({ length: sentences }, () => `${Array.from({ length: 14 }, word).join(' ')}.`);
}
