import type { PageElement } from './page-tree.js';

/** Characters. A longer list of class names is a trap, and each rule would read it again. */
const LONGEST_NAMES = 1000;

/**
 * Class and id of an element in lower case, with camelCase split by hyphens. Rules for class names read this.
 */
export function classWords(element: PageElement): string {
  element.words ??= readWords(element);
  return element.words;
}

/**
 * Only the classes of an element. An id may be the anchor of a section and consist of its heading's words.
 */
export function ownClassWords({ attributes: { class: classes = '' } }: PageElement): string {
  return wordsOf(classes.slice(0, LONGEST_NAMES));
}

/** Elements of a page, and pages of a site, share their classes, so the results are kept. */
const known = new Map<string, string>();
const MOST_KNOWN = 5000;

function readWords({ attributes: { class: classes = '', id = '' } }: PageElement): string {
  if (!classes && !id) return '';
  const names = `${classes.slice(0, LONGEST_NAMES)} ${id.slice(0, LONGEST_NAMES)}`;
  const before = known.get(names);
  if (before !== undefined) return before;
  const words = wordsOf(names);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(names, words);
  return words;
}

function wordsOf(names: string): string {
  return names
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
}
