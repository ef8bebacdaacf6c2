import { diffWordsWithSpace } from 'diff';

export interface Piece {
  text: string;
  /** Whether it stands in the newer text alone, in the older one alone, or in both. */
  in: 'both' | 'newer' | 'older';
}

/** Longest texts whose words are compared, in characters: beyond it, whole texts are shown as exchanged. */
const MOST = 200_000;

/** The words of two texts as pieces that stand in one of them or in both, in reading order (Myers's difference, by jsdiff). */
export function changedWords(older: string, newer: string): Piece[] {
  if (older === newer) return [{ text: newer, in: 'both' }];
  const tooLong = older.length + newer.length > MOST;
  const parts = tooLong ? undefined : diffWordsWithSpace(older, newer, { timeout: 1000 });
  if (!parts)
    return [
      { text: older, in: 'older' },
      { text: newer, in: 'newer' },
    ];
  return parts.map(({ value, added, removed }) => ({
    text: value,
    in: added ? 'newer' : removed ? 'older' : 'both',
  }));
}

/** How many words were added and removed. */
export function countChanged(pieces: readonly Piece[]): { added: number; removed: number } {
  const words = (where: Piece['in']) =>
    pieces
      .filter((piece) => piece.in === where)
      .reduce((sum, { text }) => sum + (text.match(/\S+/g) ?? []).length, 0);
  return { added: words('newer'), removed: words('older') };
}
