import { classWords } from '../page/class-words.js';
import { elementsOf, type PageElement } from '../page/page-tree.js';

/** What of a page its site's template shows: plain data, small enough to travel from a thread. */
export interface PageLook {
  /** Hashes, in base 36, of element names with their classes and ids, in page order, without repeats. */
  names: readonly string[];
  /** Width of the article's text; 0 where none was found. */
  width: number;
  /** `bodyConfidence`. */
  confidence: number;
}

const MOST_ELEMENTS = 3000;
const MOST_NAMES = 300;
/** Classes that a program numbers or makes from the content tell nothing of the template. */
const NUMBER = /\d+/g;

/** How a page looks: the names of its first elements, and what came of its text. */
export function lookOf(root: PageElement, { width, confidence }: Omit<PageLook, 'names'>): PageLook {
  const names = new Set<string>();
  for (const element of elementsOf(root).slice(0, MOST_ELEMENTS)) {
    const words = classWords(element);
    if (words === '') continue;
    for (const word of words.split(/\s+/)) names.add(hashOf(`${element.name}.${word.replace(NUMBER, '')}`));
    if (names.size >= MOST_NAMES) break;
  }
  return { names: [...names].slice(0, MOST_NAMES), width, confidence };
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo). As text here, in the thread: each page of a site would write all of them anew. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
