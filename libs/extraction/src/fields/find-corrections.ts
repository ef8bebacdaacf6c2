import type { Correction } from '@dateline/contracts';
import { isCorrectionLabel, mayOpenNote, readCorrection } from '../corrections/read-correction.js';
import { readDate } from '@dateline/dates';
import { isObject, valuesOf } from '../json-ld/read-json-ld.js';
import { classWords } from '../page/class-words.js';
import { elementsOf, type PageElement } from '../page/page-tree.js';
import { textOf } from '../page/text-of.js';
import { matchKey } from '../text/match-key.js';
import { stripTags } from '../text/strip-tags.js';
import type { Candidate } from './provenance.js';
import type { PageContext } from './page-context.js';
import { isOfStory } from './authors/author-places.js';

const NOTE_CLASS =
  /(?:^|[\s_-])(?:corrections?|correction-?(?:note|text|box|body)|(?:editors?|editorial)-?note|update-?note|clarifications?|errat(?:a|um)|amendment)(?=$|[\s_-])/;
const MAY_NAME_NOTE = /correct|note|clarif|errat|amend/;
/** Elements that hold one paragraph if they contain no block. */
const PARAGRAPHS = new Set('p div li blockquote dd td aside section footer'.split(' '));
const HEADING = /^h[2-6]$/;
const LONGEST_NOTE = 1500;
const LEAST_LETTERS = 20;
const MOST_LOOKED_AT = 20_000;
const MOST_NOTES = 20;

/**
 * Finds notes about the article's own text: in JSON-LD, in elements named after one, and in paragraphs that
 * read as one.
 */
export function findCorrections(context: PageContext, bodyLines: readonly string[]): Correction[] {
  const found = [...linkedNotes(context), ...printedNotes(context.signals.body), ...linesOf(bodyLines)];
  const distinct = new Map<string, Candidate<Correction>>();
  for (const note of found) {
    const key = matchKey(note.value.text);
    const known = [...distinct.keys()].find((other) => other.includes(key) || key.includes(other));
    if (known === undefined && distinct.size < MOST_NOTES) distinct.set(key, note);
  }
  const notes = [...distinct.values()];
  const [first] = notes;
  const value = notes.map((note) => note.value);
  context.provenance.choose('correction', first && { source: first.source, value });
  return value;
}

function linkedNotes({ articles, signals }: PageContext): Candidate<Correction>[] {
  return articles
    .flatMap((article) => valuesOf(article, 'correction', signals.linked))
    .flatMap((value) => {
      const said = isObject(value) ? (value['text'] ?? value['description']) : value;
      const text = typeof said === 'string' ? stripTags(said, LONGEST_NOTE) : '';
      // A bare address leads to a page about corrections and is not one.
      if (text.length < LEAST_LETTERS || /^https?:\S+$/.test(text)) return [];
      const stated = isObject(value) ? (value['datePublished'] ?? value['dateCreated']) : null;
      const read = readCorrection(text);
      const date = typeof stated === 'string' ? (readDate(stated)?.iso ?? null) : (read?.date ?? null);
      return [{ source: 'json-ld', value: { kind: read?.kind ?? 'correction', text, date } }];
    });
}

function printedNotes(root: PageElement): Candidate<Correction>[] {
  const notes: Candidate<Correction>[] = [];
  let label: string | null = null;
  for (const element of elementsOf(root).slice(0, MOST_LOOKED_AT).filter(mayHoldNote)) {
    if (notes.length >= MOST_NOTES) break;
    const named = isNamedNote(element);
    if (!named && label === null && !mayOpenNote(openingOf(element))) continue;
    if (element.textWidth > 2 * LONGEST_NOTE && !element.dropped) continue;
    const text = textOf(element, LONGEST_NOTE);
    if (isCorrectionLabel(text)) {
      label = text.replace(/[\s:：.]+$/, '');
      continue;
    }
    if (HEADING.test(element.name) || text === '') continue;
    const note = noteIn(element, { text, named, label });
    label = null;
    if (note && isOfStory(element)) notes.push(note);
  }
  return notes;
}

function mayHoldNote(element: PageElement): boolean {
  const { name, holdsBlock } = element;
  return name === 'p' || (PARAGRAPHS.has(name) && !holdsBlock) || HEADING.test(name) || isNamedNote(element);
}

function isNamedNote(element: PageElement): boolean {
  const words = classWords(element);
  return words !== '' && MAY_NAME_NOTE.test(words) && NOTE_CLASS.test(words);
}

/** The first visible text of an element. */
function openingOf(element: PageElement): string {
  for (const child of element.children) {
    const text = child.kind === 'text' ? child.text : openingOf(child);
    if (text.trim() !== '') return text;
  }
  return '';
}

/**
 * The label of a note may be an element of its own, or the name of the element. It is put before the text it
 * belongs to.
 */
function noteIn(
  element: PageElement,
  { text, named, label }: { text: string; named: boolean; label: string | null },
): Candidate<Correction> | null {
  const own = readCorrection(text);
  if (own) return { source: named ? 'class' : 'text', value: own };
  const joined = label === null ? null : readCorrection(`${label}: ${text}`);
  if (joined) return { source: 'text', value: joined };
  const isNote =
    named && PARAGRAPHS.has(element.name) && text.length > LEAST_LETTERS && text.length < LONGEST_NOTE;
  if (!isNote || !/[.!?。؟]$/.test(text)) return null;
  const kind = readCorrection(`${nameOfNote(element)}: ${text}`)?.kind;
  return kind ? { source: 'class', value: { kind, text, date: null } } : null;
}

function nameOfNote(element: PageElement): string {
  const words = classWords(element);
  if (/editor/.test(words)) return "Editor's note";
  return /clarif/.test(words) ? 'Clarification' : /update/.test(words) ? 'Update' : 'Correction';
}

/** Lines of the body that have no element of their own, because line breaks separate them. */
function linesOf(lines: readonly string[]): Candidate<Correction>[] {
  return lines
    .filter((line) => line.length <= LONGEST_NOTE)
    .map(readCorrection)
    .filter((value) => value !== null)
    .map((value) => ({ source: 'text', value }));
}
