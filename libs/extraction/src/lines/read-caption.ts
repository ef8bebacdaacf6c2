import { collapseSpace } from '../text/collapse-space.js';
import { withoutCaptionLabel } from './picture-labels.js';
import { readBracketedCredit, readCredit, type ImageCredit } from './read-credit.js';

export interface CaptionReading {
  /** Null if the text is only a credit. */
  caption: string | null;
  credit: ImageCredit | null;
}

/** In characters. A longer text is not searched for a credit. */
const LONGEST_CAPTION = 3000;

/**
 * Separates an image caption from the credit at its end or, less often, at its start. Without a credit it
 * stays whole.
 */
export function readCaption(text: string): CaptionReading {
  const line = withoutCaptionLabel(collapseSpace(text));
  if (line === '') return { caption: null, credit: null };
  if (line.length > LONGEST_CAPTION) return { caption: line, credit: null };
  return (
    bracketed(line) ??
    wholeLine(line) ??
    quoted(line) ??
    afterSentence(line) ??
    afterDash(line) ??
    beforeCaption(line) ?? { caption: line, credit: null }
  );
}

function bracketed(line: string): CaptionReading | null {
  const match = /\s*(?:\(([^()]{2,100}(?:\([^()]*\))?)\)|\[([^[\]]{2,100})\])\s*\.?$/u.exec(line);
  const credit = match && readBracketedCredit(match[1] ?? match[2] ?? '');
  return match && credit ? { caption: line.slice(0, match.index).trim() || null, credit } : null;
}

/** An agency's or paper's name in quotation marks: «الشرق الأوسط». */
function quoted(line: string): CaptionReading | null {
  const match = /\s+[«“"]([^«»“”"]{2,40})[»”"]\s*\.?$/u.exec(line);
  const credit = match && readCredit(match[1] ?? '');
  return match && credit?.creditAgency
    ? { caption: line.slice(0, match.index).trim() || null, credit }
    : null;
}

function wholeLine(line: string): CaptionReading | null {
  const credit = /[.!?]\s/.test(line.replace(/\b\p{Lu}\./gu, '')) ? null : readCredit(line);
  return credit ? { caption: null, credit } : null;
}

function afterSentence(line: string): CaptionReading | null {
  // From the left, so that the longest tail that is a credit wins: "AP Photo/J. Smith" contains a full stop.
  for (const match of line.matchAll(/(?<=[.!?…。؟]["”’)»]?)(?<![\s.]\p{Lu}\.)\s+|(?<=["”’»])\s+/gu)) {
    const credit = readCredit(line.slice(match.index).trim());
    if (credit) return { caption: line.slice(0, match.index).trim(), credit };
  }
  const labelled =
    /(?:\s+|(?=[©（(][cＣ]?[)）]?))((?:©|[（(][cＣ][)）]|(?:Photo(?:graph)?|Image|Picture|Credit|Foto|Bild|Crédits?|Fot\.|Фото|تصوير|الصورة|المصدر)(?: by| credit| courtesy of)?\s*:).{2,80})$/iu.exec(
      line,
    );
  const credit = labelled && readCredit(labelled[1] ?? '');
  return labelled && credit ? { caption: line.slice(0, labelled.index).trim() || null, credit } : null;
}

function afterDash(line: string): CaptionReading | null {
  const match = /\s+[-–—|•·/]+\s+([^–—|]{2,80})$|(?<=\p{Ll}|[.!?])\s*[–—|]\s*([^–—|]{2,80})$/u.exec(line);
  const credit = match && readCredit(match[1] ?? match[2] ?? '');
  return match && credit ? { caption: line.slice(0, match.index).trim(), credit } : null;
}

/** Credits at the start: "(REUTERS/Name) The two leaders …", "Photo by Name/AFP: The …". */
function beforeCaption(line: string): CaptionReading | null {
  const match =
    /^[([]([^()[\]]{2,80})[)\]]\s*[-–—:.]?\s*(?=\S)|^([^:–—|]{2,60}?)(?:\s*[:–—|]|\s+-)\s+(?=\S)/u.exec(line);
  const credit = match && readBracketedCredit(match[1] ?? match[2] ?? '');
  if (!match || !credit || (credit.creditAgency ?? credit.creditPhotographer) === null) return null;
  return { caption: line.slice(match[0].length).trim(), credit };
}
