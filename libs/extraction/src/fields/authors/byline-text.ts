import { isKnownCity } from '../../lines/dateline-places.js';
import { classWords } from '../../page/class-words.js';
import { BLOCKS, UNSEEN } from '../../page/element-names.js';
import { findElements, type PageElement } from '../../page/page-tree.js';
import { collapseSpace } from '../../text/collapse-space.js';
import { BYLINE_PREFIX, NOT_A_NAME, ORGANISATION_WORD, ROLE_WORD, TRAILING_ROLE } from './author-words.js';

const MOST_LINKS = 4;
const MOST_PIECES = 40;
/** "By" or "and" in an element of its own. */
const JOINT = /^(?:and|und|y|et|e|og|och|en|&|[,;|/·•–—-]+)$/i;
/** The class name of an element that holds the second half of a name. */
const LAST_NAME =
  /(?:^|[\s_-])(?:last-?name|sur-?name|family-?name|nachname|etternavn|efternamn|apellidos?)(?=$|[\s_-])/;
const NAME =
  /^\p{Lu}[\p{L}\p{M}.’'-]*(?: (?:\p{Lu}[\p{L}\p{M}.’'-]*|d[aeiou]|del?|der|van|von|af|al|bin|el|la|le|y|e)){1,4}$/u;

/** The text of a byline on one line. Pages put its parts into adjacent elements; each is a separate word. */
export function bylineText(element: PageElement, limit: number): string {
  return joined(piecesOf(element, limit));
}

function joined(pieces: readonly string[]): string {
  return collapseSpace(pieces.join(' ').replace(/ ([,;:.])/g, '$1'));
}

/**
 * The part of a byline that names the authors: the elements that hold a whole name, else its links, else all
 * of it.
 */
export function namesIn(element: PageElement, limit: number): string {
  const printed = piecesOf(element, limit).filter((piece) => !NOT_A_NAME.test(piece));
  const text = joined(printed);
  const pieces = printed.filter((piece) => !JOINT.test(piece) && !isPrefix(piece));
  const names = pieces.length > 1 ? pieces.flatMap(nameIn) : [];
  if (names.length > 0 && !pieces.some(isOpenList)) return names.join(', ');
  if (!/\d/.test(text) && text.split(' ').length <= 6) return text;
  const links = findElements(element, ({ name }) => name === 'a', MOST_LINKS + 1)
    .map((link) => bylineText(link, limit))
    .filter(
      (name) =>
        /^\S+(?: \S+){1,3}$/.test(name) &&
        !/\d|comment|kommentar|reply/i.test(name) &&
        !NOT_A_NAME.test(name),
    );
  return links.length > 0 && links.length <= MOST_LINKS ? links.join(', ') : text;
}

/** "Written by" in an element of its own. */
function isPrefix(piece: string): boolean {
  return `${piece} `.replace(BYLINE_PREFIX, '').trim() === '';
}

/** The name in a part; empty if the part is a role, an organisation, a place or an invitation. */
function nameIn(piece: string): string[] {
  const name = piece
    .replace(BYLINE_PREFIX, '')
    .replace(/^[,;|·•–—-]\s*|\s*[,;|·•–—-]$/g, '')
    .replace(/\s+(?:and|und|y|et|og|och|&)$/i, '')
    .replace(TRAILING_ROLE, '');
  const isName =
    NAME.test(name) &&
    !NOT_A_NAME.test(name) &&
    !ROLE_WORD.test(name) &&
    !ORGANISATION_WORD.test(name) &&
    !isKnownCity(name);
  return isName ? [name] : [];
}

/** "Anna Lund, Ole Berg and" in one element: punctuation separates the names, not elements. */
function isOpenList(piece: string): boolean {
  return /,\s*\p{Lu}|\s(?:and|und|y|et|og|och|&)\s/u.test(piece);
}

function piecesOf(element: PageElement, limit: number): string[] {
  const pieces: string[] = [];
  let length = 0;
  // An initial letter in an element of its own belongs to the next word.
  let isOpen = false;
  const add = (text: string, isLastName: boolean): void => {
    const piece = collapseSpace(text);
    if (piece === '' || length > limit * 2 || pieces.length >= MOST_PIECES) return;
    length += piece.length;
    if (isOpen && !/^\s/.test(text)) pieces.push(`${pieces.pop() ?? ''}${piece}`);
    else if (isLastName && pieces.length > 0) pieces.push(`${pieces.pop() ?? ''} ${piece}`);
    else pieces.push(piece);
    isOpen = /^\p{Lu}$/u.test(text);
  };
  const walk = (at: PageElement): void => {
    const isLastName = LAST_NAME.test(classWords(at));
    let run = '';
    for (const child of at.children) {
      if (child.kind === 'text') {
        run += child.text;
        continue;
      }
      if (UNSEEN.has(child.name)) continue;
      add(run, isLastName);
      run = '';
      if (BLOCKS.has(child.name) || child.name === 'br') isOpen = false;
      walk(child);
    }
    add(run, isLastName);
  };
  walk(element);
  return pieces;
}
