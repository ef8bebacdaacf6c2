import { classWords } from '../page/class-words.js';
import { BLOCKS, NEVER_TEXT } from '../page/element-names.js';
import type { PageElement } from '../page/page-tree.js';
import { textWidth } from '../text/text-width.js';
import { BODY_CLASS } from './body-names.js';

/** Characters. A shorter run is as likely a menu entry or a label as a paragraph. */
const GOOD_RUN = 70;
const GOOD_LINK_SHARE = 0.4;
/** Characters of a run that count at most. Otherwise one endless run would outweigh a whole article. */
const LONGEST_RUN = 1200;
/** Least good text for which an element named as a body counts as one. */
const BODY_TEXT = 200;
/** A style can turn a span into a paragraph. */
const SHOWN_AS_BLOCK = /display\s{0,9}:\s{0,9}block/i;
const FLOATED = /float\s{0,9}:\s{0,9}(?:left|right)/i;
/** Characters: a letter with a quotation mark. */
const DROP_CAP = 3;
/** Least text of an article element that counts as the article, because teasers are article elements too. */
const ARTICLE_TEXT = 1000;

/**
 * Measures text, linked text and good text (long runs with few links) of every element below. Dropped
 * elements do not count.
 */
export function measureText(element: PageElement): void {
  const runs = new RunCounter();
  element.holdsH1 = element.name === 'h1';
  element.holdsBody = false;
  element.textWidth = element.linkWidth = element.ownWidth = 0;
  for (const child of element.children) {
    if (child.kind === 'text') {
      if (child.width < 0) child.width = textWidth(child.text);
      element.textWidth += child.width;
      element.ownWidth += child.width;
      runs.add(child.width, 0);
    } else if (child.dropped || NEVER_TEXT.has(child.name)) {
      child.goodWidth = child.textWidth = child.linkWidth = 0;
    } else {
      measureText(child);
      if (child.holdsH1) element.holdsH1 = true;
      if (child.holdsBody || isBody(child)) element.holdsBody = true;
      element.textWidth += child.textWidth;
      element.linkWidth += child.name === 'a' && !BLOCKS.has(child.name) ? child.textWidth : child.linkWidth;
      runs.addElement(child);
    }
  }
  const isBlock = BLOCKS.has(element.name) || isShownAsBlock(element);
  const inline = !isBlock && !runs.holdsBlock;
  element.holdsBlock = runs.holdsBlock || isBlock;
  element.goodWidth = inline ? 0 : runs.finish();
}

/**
 * Whether a style makes the element a block. A drop cap, the first letter of a word set beside it, does not
 * count.
 */
function isShownAsBlock({ attributes: { style }, textWidth: width }: PageElement): boolean {
  return style !== undefined && SHOWN_AS_BLOCK.test(style) && !(width <= DROP_CAP && FLOATED.test(style));
}

function isBody(element: PageElement): boolean {
  if (element.goodWidth < BODY_TEXT || !BLOCKS.has(element.name)) return false;
  return (
    (element.name === 'article' && element.goodWidth >= ARTICLE_TEXT) || BODY_CLASS.test(classWords(element))
  );
}

/** Adds up the inline runs between the block elements of one element. */
class RunCounter {
  holdsBlock = false;
  private good = 0;
  private run = 0;
  private linked = 0;

  add(width: number, linked: number): void {
    this.run += width;
    this.linked += linked;
  }

  addElement(child: PageElement): void {
    if (child.name !== 'a' && child.holdsBlock) {
      this.endRun();
      this.good += child.goodWidth;
      this.holdsBlock = true;
    } else {
      this.add(child.textWidth, child.name === 'a' ? child.textWidth : child.linkWidth);
    }
  }

  finish(): number {
    this.endRun();
    return this.good;
  }

  private endRun(): void {
    if (this.run >= GOOD_RUN && this.linked < this.run * GOOD_LINK_SHARE)
      this.good += Math.min(this.run - this.linked, LONGEST_RUN);
    this.run = this.linked = 0;
  }
}
