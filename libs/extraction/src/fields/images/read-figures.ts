import type { ArticleImage } from '../../extracted-article.js';
import { readDate } from '@dateline/dates';
import { readCaption, type CaptionReading } from '../../lines/read-caption.js';
import { readBracketedCredit, readCredit, type ImageCredit } from '../../lines/read-credit.js';
import { isPictureLabel, withoutCreditLabel } from '../../lines/picture-labels.js';
import { elementsOf, findElements, isWithin, type PageElement } from '../../page/page-tree.js';
import { textOf } from '../../page/text-of.js';
import { collapseSpace } from '../../text/collapse-space.js';
import { BYLINE_PREFIX } from '../authors/author-words.js';
import { rightsIn } from './image-rights.js';
import { withFrame } from './image-frame.js';
import { creditOf } from './image-record.js';
import { isElsewhere, isStoryImage } from './story-image.js';
import { imageUrl, isImage, pictureId, pixels } from './image-source.js';
import {
  CAPTION_CLASS,
  CAPTION_ELEMENTS,
  CREDIT_CLASS,
  FIGURE_CREDIT_CLASS,
  IMAGE_AUTHOR_CLASS,
  SITE_IMAGE_FILE,
} from './image-words.js';

const CREDIT_PARTS = new Set(['figcaption', 'p', 'span', 'div', 'small', 'em', 'i', 'dd', 'td', 'li']);
const EDGE_PARTS = new Set(['span', 'small', 'em', 'i', 'b', 'strong', 'font']);
/** Elements in which a list or a table labels the parts of a caption. */
const LABEL_PARTS = new Set(['dt', 'th', 'b', 'strong', 'label', 'span']);
const LONGEST_LABEL = 40;
const LEADS_TO_PICTURE =
  /^#|^javascript:|\.(?:jpe?g|png|webp|gif|avif)(?:$|[?#])|(?:photo|galler|image|picture|foto|bild|slideshow)/i;
/** Up to five capitalised words: the photographer, if nothing else stands on that line of a caption. */
const NAMES = /^\p{Lu}[\p{L}\p{M}.’'-]*(?:(?: | ?\/ ?)(?:of|the|and|&|\p{Lu}[\p{L}\p{M}.’'-]*)){0,4}$/u;
const LEVELS_UP = 4;
const LONGEST_CAPTION = 1200;
const LONGEST_CREDIT = 200;
const MOST_FIGURES = 200;

/**
 * The story's captioned images in page order. Those of other stories, logos and portraits of authors are left
 * out.
 */
export function readFigures(root: PageElement, base: string | null): ArticleImage[] {
  const captioned = new Set(
    findElements(root, isCaption, MOST_FIGURES)
      .map(groupOf)
      .filter((group) => group !== null),
  );
  const groups: PageElement[] = [];
  const candidates = elementsOf(root).filter(
    (element) => element.name === 'figure' || captioned.has(element),
  );
  for (const element of candidates) {
    // A figure is replaced by the element around it only if that element holds the caption too.
    const apart =
      captioned.has(element) ||
      ![...captioned].some((group) => isWithin(element, group) || isWithin(group, element));
    if (groups.length >= MOST_FIGURES) break;
    if (
      apart &&
      !groups.some((known) => isWithin(element, known)) &&
      !isElsewhere(element) &&
      !isInLink(element)
    )
      groups.push(element);
  }
  return groups.map((group) => readFigure(group, base)).filter((figure) => figure !== null);
}

function readFigure(group: PageElement, base: string | null): ArticleImage | null {
  const images = findElements(group, isStoryImage);
  const image = images.find((candidate) => imageUrl(candidate, base) !== null) ?? images[0];
  const url = image && (imageUrl(image, base) ?? sourceUrl(group, base));
  if (!image || (url && SITE_IMAGE_FILE.test(url))) return null;
  const { caption, credit } = readGroup(group);
  if (caption !== null && isSignature(caption)) return null;
  const { creditText, ...rights } = rightsIn(group, base);
  const figure = {
    url: url ?? null,
    caption,
    ...(credit ?? creditOf(creditText)),
    ...rights,
    width: pixels(image.attributes['width']),
    height: pixels(image.attributes['height']),
    mediaId: pictureId(image) ?? pictureId(group),
  };
  return withFrame(figure, image);
}

/**
 * A figure that is entirely a link, with its caption, leads to another story. A link to an image file opens
 * it larger.
 */
function isInLink(element: PageElement): boolean {
  for (let at = element.parent; at && at.name !== 'body'; at = at.parent)
    if (at.name === 'a') return !LEADS_TO_PICTURE.test(at.attributes['href'] ?? '#');
  return false;
}

/** "By Rosa Lind, reporter, 6.11.2025, 21:18": the figure shows the author. */
function isSignature(caption: string): boolean {
  return BYLINE_PREFIX.test(caption) && readDate(caption) !== null;
}

function sourceUrl(group: PageElement, base: string | null): string | null {
  const sources = findElements(group, ({ name }) => name === 'source');
  return sources.map((source) => imageUrl(source, base)).find((url) => url !== null) ?? null;
}

/**
 * Caption and credit of a figure: from separate elements if the page has them, else separated by their words.
 */
function readGroup(group: PageElement): CaptionReading {
  const credits = findElements(group, (element) => isCredit(element, group.name === 'figure'));
  const printed =
    credits
      .map((element) => textOf(element, LONGEST_CREDIT))
      .find((text) => text !== '' && text.length < LONGEST_CREDIT) ?? null;
  const captions = findElements(group, isCaption).filter(
    (element) => !credits.some((credit) => isWithin(element, credit)),
  );
  // If the credit has no element of its own, its label separates it from the caption.
  const labels = printed === null ? [] : findElements(group, isLabel);
  const text =
    captions
      .map((element) => textWithout(element, [...credits, ...labels]))
      .find((line) => line !== '' && line.length < LONGEST_CAPTION) ?? '';
  const reading = readCaption(text);
  if (printed !== null)
    return {
      caption: reading.caption,
      credit: readBracketedCredit(unwrap(printed)) ?? unknownCredit(unwrap(printed)),
    };
  return reading.credit === null && group.name === 'figure'
    ? { ...reading, credit: creditBeside(group, captions) }
    : reading;
}

function isLabel(element: PageElement): boolean {
  return LABEL_PARTS.has(element.name) && isPictureLabel(textOf(element, LONGEST_LABEL));
}

function isCredit(element: PageElement, inFigure: boolean): boolean {
  const classes = nameOf(element);
  const named =
    CREDIT_CLASS.test(classes) ||
    IMAGE_AUTHOR_CLASS.test(classes) ||
    (inFigure && (FIGURE_CREDIT_CLASS.test(classes) || isUnnamedCredit(element)));
  return named && !isImage(element) && element.name !== 'source' && !holdsImage(element);
}

/**
 * Whether an element is a credit without a telling class name: a cite, a part that is nothing but a credit,
 * or the end of a caption after a mark (" / Rosa Lind", "© Paper").
 */
function isUnnamedCredit(element: PageElement): boolean {
  if (element.name === 'cite' || isWholeCredit(element) || isEdgeCredit(element)) return true;
  if (!/^(?:span|small|em|i)$/.test(element.name) || element.parent?.children.at(-1) !== element)
    return false;
  return /^\s*[/|©]\s*\p{L}/u.test(textOf(element, LONGEST_CREDIT));
}

/** Agency and photographer, in small or italic type at either end of a caption. */
function isEdgeCredit(element: PageElement): boolean {
  if (!EDGE_PARTS.has(element.name) || !element.parent) return false;
  const { children } = element.parent;
  const printed = children.filter((child) => child.kind === 'element' || child.text.trim() !== '');
  if (printed.length < 2 || (printed[0] !== element && printed.at(-1) !== element)) return false;
  const text = textOf(element, LONGEST_CREDIT);
  const credit = text.length < LONGEST_CREDIT ? readCredit(text) : null;
  if (credit !== null && credit.creditAgency !== null && credit.creditPhotographer !== null) return true;
  const at = printed.indexOf(element);
  const beside = printed[at === 0 ? 1 : at - 1];
  const isOnItsLine = beside?.kind === 'element' && beside.name === 'br';
  return isOnItsLine && NAMES.test(text) && textOf(element.parent, LONGEST_CAPTION).length > text.length * 3;
}

/**
 * "REUTERS, Rosa Lind" in an element of its own, beside other elements of the caption or another figcaption.
 */
function isWholeCredit(element: PageElement): boolean {
  const { name, parent } = element;
  if (!CREDIT_PARTS.has(name) || !parent) return false;
  const beside = parent.children.some(
    (child) => child.kind === 'element' && child !== element && child.name === name,
  );
  const text = beside ? textOf(element, LONGEST_CREDIT) : '';
  return text.length < LONGEST_CREDIT && (readCredit(text)?.creditAgency ?? null) !== null;
}

/** Text that a figure prints beside its caption is a credit if it reads like one. */
function creditBeside(group: PageElement, captions: readonly PageElement[]): ImageCredit | null {
  const rest = textWithout(group, captions).replace(/^(.+) \1$/u, '$1');
  return rest.length < LONGEST_CREDIT ? readCredit(rest) : null;
}

function unwrap(printed: string): string {
  return printed.replace(/^[([/|]\s*|\s*[)\]]$/g, '');
}

/** Null for a mark alone, such as the copyright sign. */
function unknownCredit(printed: string): ImageCredit | null {
  if (!/\p{L}{2}/u.test(printed)) return null;
  return { creditText: withoutCreditLabel(printed), creditAgency: null, creditPhotographer: null };
}

function textWithout(element: PageElement, parts: readonly PageElement[]): string {
  const inside = parts.filter((part) => isWithin(part, element));
  return collapseSpace(
    inside.reduce(
      (text, part) => text.replace(textOf(part, LONGEST_CAPTION), ' '),
      textOf(element, LONGEST_CAPTION),
    ),
  );
}

/** Class names, and the element's name in microdata. */
function nameOf({ attributes }: PageElement): string {
  return `${attributes['class'] ?? ''} ${attributes['itemprop'] ?? ''}`.slice(0, 1000);
}

function isCaption(element: PageElement): boolean {
  if (element.name === 'figcaption') return true;
  return CAPTION_ELEMENTS.has(element.name) && CAPTION_CLASS.test(nameOf(element)) && !holdsImage(element);
}

/** The smallest element around a caption that also holds its image. */
function groupOf(caption: PageElement): PageElement | null {
  let at = caption.parent;
  for (let level = 0; at && level < LEVELS_UP && at.name !== 'body'; level++, at = at.parent)
    if (holdsImage(at)) return at;
  return null;
}

function holdsImage(element: PageElement): boolean {
  return findElements(element, isImage, 1).length > 0;
}
