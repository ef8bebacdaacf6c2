import type { ArticleImage } from '../../extracted-article.js';
import { readCaption, type CaptionReading } from '../../lines/read-caption.js';
import { readBracketedCredit, readCredit, type ImageCredit } from '../../lines/read-credit.js';
import { isPictureLabel } from '../../lines/picture-labels.js';
import { classWords } from '../../page/class-words.js';
import { findElements, type PageElement } from '../../page/page-tree.js';
import { textOf } from '../../page/text-of.js';
import { collapseSpace } from '../../text/collapse-space.js';
import { CREDIT_CLASS } from './image-words.js';
import { creditOf } from './image-record.js';
import { isImage } from './image-source.js';

const LEVELS_UP = 4;
const LONGEST_FRAME = 400;
const LONGEST_CREDIT = 120;
const MOST_PARTS = 12;
const CAPTION_ATTRIBUTES = ['data-caption', 'data-image-caption', 'data-img-caption'];
const CREDIT_ATTRIBUTES = [
  'data-credit',
  'data-credits',
  'data-copyright',
  'data-photographer',
  'data-image-credit',
];
/** A credit that an editor put at the end of the alternative text. */
const IN_ALT = /(?:©|\b(?:Foto|Photo|Bild|Image|Crédit|Credit|Quelle)\s?:)\s*\S.{1,90}$/iu;

/**
 * Reads a caption from the small part of the page around a picture, if no class names one: a line that ends
 * with a credit, or a line with a credit beside it. A line alone may be anything.
 */
export function readFrame(image: PageElement): CaptionReading {
  const stated = statedIn(image);
  const printed = printedIn(image);
  const alt = image.attributes['alt'] ?? image.attributes['title'] ?? '';
  return {
    caption: stated.caption ?? printed.caption,
    credit: stated.credit ?? printed.credit ?? creditInAlt(alt.slice(-LONGEST_FRAME)),
  };
}

/** Adds what a picture's frame says. The picture's own caption and credit stay. */
export function withFrame(image: ArticleImage, element: PageElement): ArticleImage {
  if (image.creditText !== null) return image;
  const { caption, credit } = readFrame(element);
  return { ...image, caption: image.caption ?? caption, ...(credit ?? {}) };
}

function statedIn(image: PageElement): CaptionReading {
  const value = (names: readonly string[]): string | null =>
    names
      .map((name) => image.attributes[name]?.trim())
      .find(Boolean)
      ?.slice(0, LONGEST_FRAME) ?? null;
  const credit = value(CREDIT_ATTRIBUTES);
  const caption = value(CAPTION_ATTRIBUTES);
  const reading = caption === null || /[<>]/.test(caption) ? null : readCaption(caption);
  return {
    caption: reading?.caption ?? null,
    credit: credit === null ? (reading?.credit ?? null) : wholeCredit(credit),
  };
}

function printedIn(image: PageElement): CaptionReading {
  const frame = frameOf(image);
  // If a list or a table labels the parts, the lines of the text are read one by one.
  if (frame === null || findElements(frame, isPartName, 1).length > 0) return { caption: null, credit: null };
  const parts = findElements(frame, isCreditPart, MOST_PARTS);
  const named = parts.map((part) => textOf(part, LONGEST_CREDIT)).find((text) => text !== '') ?? null;
  const text = textOf(frame, LONGEST_FRAME);
  if (named === null || named.length > LONGEST_CREDIT) return withCreditOnly(readCaption(text));
  const rest = collapseSpace(text.replace(named, ' '));
  return { caption: rest === '' ? null : readCaption(rest).caption, credit: wholeCredit(named) };
}

function withCreditOnly(reading: CaptionReading): CaptionReading {
  return reading.credit === null ? { caption: null, credit: null } : reading;
}

/**
 * The nearest element around a picture that has text. Null if it holds more than a few lines, or another
 * picture.
 */
function frameOf(image: PageElement): PageElement | null {
  let at = image.parent;
  for (
    let level = 0;
    at && level < LEVELS_UP && !/^(?:article|main|body)$/.test(at.name);
    level++, at = at.parent
  ) {
    const text = textOf(at, LONGEST_FRAME);
    if (text === '') continue;
    const crowded = findElements(
      at,
      (element) => isImage(element) || /^(?:h[1-6]|a|time|iframe)$/.test(element.name),
      3,
    );
    const others = crowded.filter(
      (element) => element !== image && (!isImage(element) || !isSameBox(element, image)),
    );
    return text.length > LONGEST_FRAME || others.length > 0 ? null : at;
  }
  return null;
}

/** Versions of a picture for other screen sizes stand side by side. */
function isSameBox(a: PageElement, b: PageElement): boolean {
  return a.parent === b.parent || a.parent?.parent === b.parent?.parent;
}

function isCreditPart(element: PageElement): boolean {
  return CREDIT_CLASS.test(classWords(element)) && textOf(element, LONGEST_CREDIT) !== '';
}

function isPartName(element: PageElement): boolean {
  return /^(?:dt|th)$/.test(element.name) && isPictureLabel(textOf(element, LONGEST_CREDIT));
}

function wholeCredit(printed: string): ImageCredit {
  const bare = printed.replace(/^[([/|]\s*|\s*[)\]]$/g, '');
  const read = readBracketedCredit(bare);
  return read ?? { ...creditOf(null), creditText: bare };
}

function creditInAlt(alt: string): ImageCredit | null {
  const match = IN_ALT.exec(alt);
  return match ? readCredit(match[0]) : null;
}
