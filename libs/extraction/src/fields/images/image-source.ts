import type { PageElement } from '../../page/page-tree.js';
import { absoluteUrl } from '../page-urls.js';

const CUSTOM_IMAGE = /^[a-z][a-z\d]{0,20}(?:-[a-z\d]{1,20}){0,2}-(?:img|image|picture)(?:-[a-z\d]{1,8})?$/;
const LONGEST_LIST = 20_000;
const LONGEST_ADDRESS = 4000;

/** Lazy loading keeps the address in attributes of its own, with a placeholder in `src`. */
const SOURCE_ATTRIBUTES = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazy-srcset',
  'data-srcset',
  'src',
  'srcset',
];

/** Usual names of placeholder files. */
const BLANK_FILE =
  /(?:^|[/_.-])(?:blank|spacer|pixel|transparent|clear|empty|placeholder|lazy-?load(?:er)?|loading|loader|1x1|dummy)(?:[_-]?\d{1,4}(?:x\d{1,4})?)?\.(?:gif|png|svg|jpe?g|webp)$/i;
/** An address that a script of the page was meant to complete: `${formatId}`, `{width}`, `[[size]]`. */
const TEMPLATE = /(?:\{|%7b)[^{}%]{0,60}(?:\}|%7d)|\[\[|<%/i;

/** Whether an address is a placeholder for a picture: a blank file, or a template that was not filled in. */
export function isPlaceholder(url: string): boolean {
  const path = url.slice(0, LONGEST_ADDRESS).replace(/[?#].*$/s, '');
  return BLANK_FILE.test(path) || TEMPLATE.test(path);
}

/**
 * The address of an img or source element, also from lazy-loading attributes. Null for inline data and
 * placeholders.
 */
export function imageUrl(element: PageElement, base: string | null): string | null {
  for (const name of SOURCE_ATTRIBUTES) {
    const value = element.attributes[name];
    if (!value || value.startsWith('data:')) continue;
    const url = absoluteUrl(name.endsWith('srcset') ? largest(value) : value, base);
    if (url && !isPlaceholder(url)) return url;
  }
  return null;
}

/**
 * Whether an element is a picture: in HTML, in AMP, or a custom element that is named as an image and has an
 * address.
 */
export function isImage({ name, attributes }: PageElement): boolean {
  if (name === 'img' || name === 'amp-img') return true;
  return (
    CUSTOM_IMAGE.test(name) &&
    (attributes['src'] ?? attributes['data-src'] ?? attributes['srcset']) !== undefined
  );
}

const ID_ATTRIBUTES = [
  'data-media-id',
  'data-image-id',
  'data-asset-id',
  'data-attachment-id',
  'data-photo-id',
  'data-picture-id',
];

/**
 * The publisher's id of a picture, from attributes and class names that content systems use. Null if there is
 * none.
 */
export function pictureId({ attributes }: PageElement): string | null {
  const named = ID_ATTRIBUTES.map((name) => attributes[name]?.trim()).find(Boolean);
  if (named) return named.length <= 80 ? named : null;
  const words = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`.slice(0, 500);
  return /(?:^|\s)(?:wp-image-|attachment_)(\d{1,12})(?=$|\s)/.exec(words)?.[1] ?? null;
}

/** What two addresses of one picture share: the file name without size, extension and query. */
export function imageKey(url: string): string {
  const path = url
    .replace(/[?#].*$/, '')
    .split('/')
    .filter(Boolean);
  return (path.at(-1) ?? '')
    .toLowerCase()
    .replace(/(?:-?\d{2,4}x\d{2,4}|-scaled)?\.(?:jpe?g|png|webp|gif|avif)$/, '');
}

const PICTURE_MARK = /[\da-f]{8}-[\da-f-]{27}|[\da-f]{12,}|\d{7,}|[\p{L}\d]+(?:[-+][\p{L}\d]+){4,}/giu;
const CALENDAR_DAY = /^(?:19|20)\d{6}$/;

/**
 * Whether two addresses show the same picture: by the file name, or by an id or a long name that both
 * contain.
 */
export function isSamePicture(a: string, b: string): boolean {
  if (a === '' || b === '') return false;
  const key = imageKey(a);
  if (key !== '' && key === imageKey(b)) return true;
  const marks = new Set(pictureMarks(a));
  return pictureMarks(b).some((mark) => marks.has(mark));
}

function pictureMarks(url: string): string[] {
  const path = unescaped(url.replace(/[?#].*$/, ''))
    .replace(/^\w+:\/\/[^/]+/, '')
    .toLowerCase();
  return (path.match(PICTURE_MARK) ?? []).filter((mark) => !CALENDAR_DAY.test(mark));
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function pixels(value: unknown): number | null {
  const number = typeof value === 'string' || typeof value === 'number' ? parseInt(String(value), 10) : NaN;
  return Number.isFinite(number) && number > 0 ? number : null;
}

/** A width or density without an address before it, which a script was meant to add. */
const DESCRIPTOR = /^\d+(?:\.\d+)?[wxh],?$/;

function largest(srcset: string): string {
  const entries = srcset
    .slice(0, LONGEST_LIST)
    .split(/,\s+/)
    .map((entry) => entry.trim().split(/\s+/))
    .filter(([address = '']) => !DESCRIPTOR.test(address));
  const [widest] = entries.toSorted((a, b) => parseFloat(b[1] ?? '0') - parseFloat(a[1] ?? '0'));
  return widest?.[0] ?? '';
}
