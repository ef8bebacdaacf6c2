import type { Correction } from '@dateline/contracts';
import { monthNumber, readDate } from '@dateline/dates';
import { collapseSpace } from '../text/collapse-space.js';
import { textWidth } from '../text/text-width.js';
import {
  EARLIER_VERSION,
  ERROR_WORDS,
  IN_ENGLISH_NOTE,
  MAY_OPEN_NOTE,
  NOT_A_NOTE,
  NOTE_LABELS,
  STAMP_WORD,
  VERSION_STEMS,
  WAS_CHANGED,
} from './correction-words.js';

/** Characters. A longer paragraph belongs to the story itself. */
const LONGEST_NOTE = 1500;
/**
 * Letters that a note must have beside its label and date. "Updated: 3 March 2021, 10:30" says nothing about
 * the text.
 */
const LEAST_LETTERS = 12;
const LEAST_WIDTH = 20;
const LEAST_WORDS = 5;
/** A Chinese or Japanese character says as much as several letters. */
const WIDE = /[⺀-\ud7ff]/;
const WIDE_LETTERS = 2.5;
const SENTENCE_END = /[.!?。！？؟…)\]"”»」]$/;
const DATE_WITHIN = 120;
const OPENING = 40;
/** What may stand between label and text: a date, a place in brackets, a mark. */
const AFTER_LABEL = String.raw`((?:[,\s(（]{1,2}[^:：—–]{0,60}?)?)(?:[)）\]】]?\s?(?:[:：—–]|-\s|\.\s)|[\]】])\s*(?=\S)`;
const LABELLED = NOTE_LABELS.map(({ kind, label }) => ({
  kind,
  pattern: new RegExp(String.raw`^[\W_]{0,3}(?:${label})(?![\p{L}\p{M}])${AFTER_LABEL}`, 'iu'),
  alone: new RegExp(String.raw`^[\W_]{0,3}(?:${label})[\s:：.)\]】]{0,3}$`, 'iu'),
}));
const EARLIER = new RegExp(EARLIER_VERSION.join('|'), 'iu');
const CHANGED = new RegExp(WAS_CHANGED.join('|'), 'iu');
const CHANGE_WORD =
  /updated|corrected|amended|clarified|revised|edited|aktualisiert|korrigiert|ergänzt|modifié|mis à jour|corrigé|actualizad|corregid|atualizad|corrigid|aggiornat|corrett|bijgewerkt|aangepast|обновл|исправл|تحديث|تصحيح|تعديل/i;
const CHANGE_VERB = new RegExp(
  `(?:${CHANGE_WORD.source}|\\b(?:am|le|el|em|il|op|on|в|في|بتاريخ|يوم))\\P{L}`,
  'giu',
);

/** Whether a line is only the label of a note, so that the note is the next line. */
export function isCorrectionLabel(line: string): boolean {
  return line.length < 60 && LABELLED.some(({ alone }) => alone.test(line.trim()));
}

/** A cheap first check of the beginning of a text: false for almost everything that is not a note. */
export function mayOpenNote(text: string): boolean {
  return MAY_OPEN_NOTE.test(text.slice(0, OPENING).trimStart());
}

/**
 * Reads a paragraph as a note on the article's own text ("Correction: …", "An earlier version of this article
 * …"). Returns null for any other paragraph. The text stays as printed; the date is the one that the note
 * gives for itself.
 */
export function readCorrection(paragraph: string): Correction | null {
  if (paragraph.length > 2 * LONGEST_NOTE) return null;
  const opens = mayOpenNote(paragraph);
  if (!opens && !paragraph.includes(IN_ENGLISH_NOTE)) return null;
  const text = collapseSpace(paragraph);
  if (text.length > LONGEST_NOTE || textWidth(text) < LEAST_WIDTH) return null;
  const labelled = opens ? readLabel(text) : null;
  const kind = labelled?.kind ?? kindOfSentence(text, opens);
  if (kind === null) return null;
  if (labelled && !saysSomething(text.slice(labelled.length), kind)) return null;
  if (NOT_A_NOTE.test(text)) return null;
  return { kind, text, date: dateOf(text, labelled?.length ?? 0) };
}

function readLabel(text: string): { kind: Correction['kind']; length: number } | null {
  const head = text.slice(0, DATE_WITHIN);
  if (!/[:：—–\]】]|-\s|\.\s/.test(head)) return null;
  for (const { kind, pattern } of LABELLED) {
    const match = pattern.exec(head);
    if (match && isAside(match[1] ?? '')) return { kind, length: match[0].length };
  }
  return null;
}

/** Only a date or nothing may stand between a label and its mark: "Update on the talks: …" is a headline. */
function isAside(between: string): boolean {
  const words = between.trim();
  return words === '' || /[\d(（٠-٩]/.test(words);
}

function kindOfSentence(text: string, opens: boolean): Correction['kind'] | null {
  if (opens && CHANGED.test(text)) return ERROR_WORDS.test(text) ? 'correction' : 'update';
  if (!VERSION_STEMS.some((stem) => text.includes(stem)) || !EARLIER.test(text)) return null;
  return /\bupdated\b/i.test(text) && !ERROR_WORDS.test(text) ? 'update' : 'correction';
}

/**
 * Whether the note says more than a time stamp and a name. "Updated" precedes both, so it needs a sentence.
 */
function saysSomething(said: string, kind: Correction['kind']): boolean {
  const words = (said.match(/[\p{L}\p{M}]+/gu) ?? []).filter(
    (word) => monthNumber(word) === null && !STAMP_WORD.test(word),
  );
  const letters = words.reduce(
    (sum, word) => sum + (WIDE.test(word) ? word.length * WIDE_LETTERS : word.length),
    0,
  );
  if (letters < LEAST_LETTERS) return false;
  return kind !== 'update' || (SENTENCE_END.test(said) && (words.length >= LEAST_WORDS || WIDE.test(said)));
}

/** The date in the label, else the one after the verb. Another date in a note belongs to what it reports. */
function dateOf(text: string, labelLength: number): string | null {
  const label = readDate(text.slice(0, labelLength));
  if (label) return label.iso;
  const head = text.slice(labelLength, labelLength + DATE_WITHIN * 2);
  for (const { index } of CHANGE_WORD.test(head) ? head.matchAll(CHANGE_VERB) : []) {
    const date = readDate(head.slice(index, index + 60));
    if (date) return date.iso;
  }
  return null;
}
