import { classWords } from '../page/class-words.js';
import { BLOCKS, NEVER_TEXT } from '../page/element-names.js';
import type { PageElement } from '../page/page-tree.js';
import { BODY_CLASS } from './body-names.js';
import { isLeadNote } from './is-lead-note.js';
import {
  ABOUT_CHROME,
  ALWAYS_CHROME_CLASS,
  CHROME_CLASS,
  CONSENT_CLASS,
  HIDDEN_CLASS,
} from './chrome-words.js';

/** `careful` drops only what is chrome by tag, role or an unmistakable name: for pages whose class names mislead. */
export type PruneMode = 'full' | 'careful';

const CHROME_ROLE =
  /^(?:navigation|complementary|banner|contentinfo|search|dialog|alert|menu|menubar|toolbar|tablist)$/;
const ABOUT_ARTICLE = /^(?:author|datePublished|dateModified|headline|caption|image)$/;
const HIDING_STYLE =
  /display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(0|clip-path\s*:\s*inset\(50%/i;
/** Text beside an inline element, in letters, from which on it stands in a sentence. */
const RUNNING_TEXT = 40;
const JUDGED_INLINE = new Set(['span', 'a', 'small', 'time', 'i', 'em', 'strong', 'cite']);

/** Marks as dropped what is page chrome below `root`; measures must stand. Big text and the h1 protect a block. */
export function prunePage(root: PageElement, mode: PruneMode): void {
  dropChrome(root, root.goodWidth, mode);
}

function dropChrome(element: PageElement, total: number, mode: PruneMode): void {
  for (const child of element.children) {
    if (child.kind === 'text' || child.dropped) continue;
    child.dropped = NEVER_TEXT.has(child.name) || isChrome(child, total, mode);
    if (!child.dropped) dropChrome(child, total, mode);
  }
}

/** Takes back every drop, for a second and more careful look. */
export function restorePage(root: PageElement): void {
  for (const child of root.children) {
    if (child.kind === 'text') continue;
    child.dropped = false;
    restorePage(child);
  }
}

function isChrome(element: PageElement, total: number, mode: PruneMode): boolean {
  const words = classWords(element);
  const always = isAlwaysChrome(element, words, total);
  const big =
    isBig(element, total) && !(always && !element.holdsH1) && element.attributes['role'] !== 'dialog';
  if (element.name === 'aside') return !big && !isLeadNote(element);
  if (element.name === 'form' && element.goodWidth < total * 0.3) return true;
  if (element.name === 'header' && !big && element.goodWidth < 600)
    return element.holdsH1 || !isLeadNote(element);
  if (big || element.name === 'body' || !isJudged(element)) return false;
  if (element.goodWidth > 200 && !always && BODY_CLASS.test(words)) return false;
  if (mode === 'careful') return always && !element.holdsH1;
  return hasChromeSigns(element, words) && !isEmbeddedPost(element, words);
}

/** Unless the part holds the article: a page made for a newsletter names all of itself so. */
function isAlwaysChrome(element: PageElement, words: string, total: number): boolean {
  if (!ALWAYS_CHROME_CLASS.test(words)) return false;
  const body = element.holdsBody || BODY_CLASS.test(words);
  return CONSENT_CLASS.test(words) || !body || element.goodWidth < total * 0.45;
}

/** Holds the h1 and a fifth of the good text, or nearly half of it without. */
function isBig(element: PageElement, total: number): boolean {
  return element.goodWidth > total * 0.45 || (element.holdsH1 && element.goodWidth > total * 0.2);
}

function isJudged({ name }: PageElement): boolean {
  return BLOCKS.has(name) || JUDGED_INLINE.has(name) || name.includes('-');
}

function hasChromeSigns(element: PageElement, words: string): boolean {
  const { attributes, textWidth } = element;
  const { hidden, role, style, itemprop } = attributes;
  if (hidden !== undefined || attributes['aria-hidden'] === 'true' || (style && HIDING_STYLE.test(style)))
    return true;
  if (role && CHROME_ROLE.test(role)) return true;
  if (itemprop && ABOUT_ARTICLE.test(itemprop) && textWidth < 400) return true;
  const match = words ? (inRunningText(element) ? HIDDEN_CLASS : CHROME_CLASS).exec(words) : null;
  if (match === null || ABOUT_CHROME.test(match[0])) return false;
  // What is free to read before a meter stops the reader is called a teaser, and is the article.
  return !(element.holdsBody && match[0].includes('teaser'));
}

/** A name or a link in the middle of a sentence is text even where its class says "tag", "author" or "rollover". */
function inRunningText(element: PageElement): boolean {
  if (!JUDGED_INLINE.has(element.name)) return false;
  let text = 0;
  for (let at = element.parent; at; at = at.parent) {
    text += at.ownWidth;
    if (BLOCKS.has(at.name)) break;
  }
  return text >= RUNNING_TEXT;
}

/** A post quoted from a social network is part of the story, whatever its class name says. */
function isEmbeddedPost(element: PageElement, words: string): boolean {
  return (
    /embed|social|tweet|twitter|instagram/.test(words) &&
    (element.name === 'blockquote' || holdsQuote(element, 6))
  );
}

function holdsQuote(element: PageElement, depth: number): boolean {
  return (
    depth > 0 &&
    element.children.some(
      (child) => child.kind === 'element' && (child.name === 'blockquote' || holdsQuote(child, depth - 1)),
    )
  );
}
