import { classWords, ownClassWords } from '../page/class-words.js';
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
  PARAGRAPH_CHROME_CLASS,
} from './chrome-classes.js';
import { isAnchorName } from './is-anchor-name.js';
import { speaksOfConsent, speaksOfReplies } from './foreign-text.js';

/**
 * `full` uses all rules. `careful` drops only chrome by tag, by role, by an unmistakable name, or because it
 * is hidden; it is for pages whose class names mislead. `bare` keeps hidden elements too; it is for pages
 * whose scripts reveal the text.
 */
export type PruneMode = 'full' | 'careful' | 'bare';

/** How to prune a page, and what its JSON-LD says about its parts. */
export interface PruneOrder {
  mode: PruneMode;
  /**
   * Classes that JSON-LD names for the parts behind a paywall. Hidden or not, they are the article's text.
   */
  paywalled: ReadonlySet<string>;
}

const CHROME_ROLE =
  /^(?:navigation|complementary|banner|contentinfo|search|dialog|alert|menu|menubar|toolbar|tablist)$/;
const ABOUT_ARTICLE = /^(?:author|datePublished|dateModified|headline|caption|image)$/;
const HIDING_STYLE =
  /display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(0|clip-path\s*:\s*inset\(50%/i;
/** Letters of text beside an inline element from which on it stands in a sentence. */
const RUNNING_TEXT = 40;
/**
 * Share of the page's good text from which on a misleading name does not remove a part: the first for parts
 * named as a body, the second for others.
 */
const NAMED_SHARE = 0.45;
const UNNAMED_SHARE = 0.6;
/** At most this many classes of an element are read. */
const MOST_CLASSES = 50;
/** A run at least this wide with few links is a paragraph, whatever its name. */
const PARAGRAPH = 80;
const MOST_LINKED = 0.3;
const MOST_LINKED_TEASER = 0.1;
const TEXT_ELEMENT = /^(?:p|blockquote|h[2-6])$/;
const JUDGED_INLINE = new Set(['span', 'a', 'small', 'time', 'i', 'em', 'strong', 'cite']);

/**
 * Marks page chrome below `root` as dropped. The tree must have been measured (`measureText`). Much text, or
 * the h1, protects a block.
 */
export function prunePage(root: PageElement, order: PruneOrder): void {
  dropChrome(root, new Pruning(root, order));
}

function dropChrome(element: PageElement, pruning: Pruning): void {
  for (const child of element.children) {
    if (child.kind === 'text' || child.dropped) continue;
    child.dropped = NEVER_TEXT.has(child.name) || pruning.isChrome(child);
    if (!child.dropped) dropChrome(child, pruning);
  }
}

/** Undoes every drop, for a second and more careful pass. */
export function restorePage(root: PageElement): void {
  for (const child of root.children) {
    if (child.kind === 'text') continue;
    child.dropped = false;
    restorePage(child);
  }
}

/** What one pruning knows about its page. */
class Pruning {
  private readonly total: number;
  /** Whether the page has an element named as a body. */
  private readonly hasBody: boolean;

  constructor(
    root: PageElement,
    private readonly order: PruneOrder,
  ) {
    this.total = root.goodWidth;
    this.hasBody = root.holdsBody;
  }

  isChrome(element: PageElement): boolean {
    const { total } = this;
    const { mode } = this.order;
    if (element.name === 'body' || this.isPaywalled(element)) return false;
    const words = classWords(element);
    const always = this.isAlwaysChrome(element, words);
    if (mode !== 'bare' && isJudged(element) && isOutOfSight(element) && !isShown(element)) return true;
    const big =
      isBig(element, total) && !(always && !element.holdsH1) && element.attributes['role'] !== 'dialog';
    if (element.name === 'aside') return !big && !isLeadNote(element);
    if (element.name === 'form' && element.goodWidth < total * 0.3) return true;
    if (element.name === 'header' && !big && element.goodWidth < 600)
      return element.holdsH1 || !isLeadNote(element);
    if (big || !isJudged(element)) return false;
    if (element.goodWidth > 200 && !always && BODY_CLASS.test(words)) return false;
    if (mode !== 'full') return always && !element.holdsH1;
    return hasChromeSigns(element, words) && !isEmbeddedPost(element, words);
  }

  private isPaywalled({ attributes }: PageElement): boolean {
    const { paywalled } = this.order;
    if (paywalled.size === 0 || !attributes['class']) return false;
    return attributes['class'].split(/\s+/, MOST_CLASSES).some((name) => paywalled.has(name));
  }

  /**
   * A name is only evidence: an element that holds nearly all of the page's text stays, unless its text is
   * chrome too.
   */
  private isAlwaysChrome(element: PageElement, words: string): boolean {
    if (!ALWAYS_CHROME_CLASS.test(words)) return false;
    const body = element.holdsBody || BODY_CLASS.test(words);
    if (element.goodWidth < this.total * (body ? NAMED_SHARE : UNNAMED_SHARE)) return true;
    if (!body && this.hasBody) return true;
    return CONSENT_CLASS.test(words) ? speaksOfConsent(element) : !body && speaksOfReplies(element);
  }
}

/**
 * Whether an element holds the h1 and a fifth of the good text, or nearly half of the good text without the
 * h1.
 */
function isBig(element: PageElement, total: number): boolean {
  return element.goodWidth > total * 0.45 || (element.holdsH1 && element.goodWidth > total * 0.2);
}

function isJudged({ name }: PageElement): boolean {
  return BLOCKS.has(name) || JUDGED_INLINE.has(name) || name.includes('-');
}

/** Whether an attribute or a style hides the element. */
function isOutOfSight({ attributes: { hidden, style } }: PageElement): boolean {
  return hidden !== undefined || (style !== undefined && HIDING_STYLE.test(style));
}

/**
 * Whether a hidden element is one that a script reveals: it holds the heading, or an element named as the
 * body.
 */
function isShown(element: PageElement): boolean {
  return element.holdsH1 && element.goodWidth > 0;
}

function hasChromeSigns(element: PageElement, words: string): boolean {
  const { attributes, textWidth } = element;
  const { role, itemprop } = attributes;
  // A paragraph that is hidden only from screen readers is visible to everybody else.
  if (attributes['aria-hidden'] === 'true' && !(element.name === 'p' && element.goodWidth > 0)) return true;
  if (role && CHROME_ROLE.test(role)) return true;
  if (itemprop && ABOUT_ARTICLE.test(itemprop) && textWidth < 400) return true;
  return words !== '' && isNamedChrome(element, words);
}

function isNamedChrome(element: PageElement, words: string): boolean {
  const match = namesFor(element).exec(words);
  if (match === null || ABOUT_CHROME.test(match[0])) return false;
  // The id of a heading is its anchor and consists of its words.
  if (/^h[2-6]$/.test(element.name) && !namesFor(element).test(ownClassWords(element))) return false;
  return !(match[0].includes('teaser') && isUnlinked(element)) && !isAnchorName(element, match[0]);
}

/**
 * Few names make a heading or a paragraph of the text chrome. An element inside a sentence is chrome only if
 * it is hidden.
 */
function namesFor(element: PageElement): RegExp {
  if (inRunningText(element)) return HIDDEN_CLASS;
  return isTextElement(element) ? PARAGRAPH_CHROME_CLASS : CHROME_CLASS;
}

function isTextElement({ name, textWidth, linkWidth }: PageElement): boolean {
  if (!TEXT_ELEMENT.test(name)) return false;
  return name.startsWith('h') || (textWidth >= PARAGRAPH && linkWidth < textWidth * MOST_LINKED);
}

/**
 * A teaser links to its story. The free part before a paywall is also called a teaser, and it is the article.
 */
function isUnlinked({ name, holdsBody, goodWidth, linkWidth }: PageElement): boolean {
  return holdsBody || (name !== 'a' && goodWidth > 0 && linkWidth < goodWidth * MOST_LINKED_TEASER);
}

/**
 * A name or a link in the middle of a sentence is text, even if its class says "tag", "author" or "rollover".
 */
function inRunningText(element: PageElement): boolean {
  if (!JUDGED_INLINE.has(element.name)) return false;
  let text = 0;
  for (let at = element.parent; at; at = at.parent) {
    text += at.ownWidth;
    if (BLOCKS.has(at.name)) break;
  }
  return text >= RUNNING_TEXT;
}

/** An embedded post of a social network is part of the story, whatever its class name says. */
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
