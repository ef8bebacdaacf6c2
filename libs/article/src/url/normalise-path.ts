import { decoded, upperCaseEscapes, withoutStrayQuery, type IsDropped } from './normalise-query.js';

const INDEX_FILE =
  /^(?:index\.(?:x?html?|shtml|phtml|php\d?|aspx?|jsp|cfm)|default\.(?:html?|aspx?|php|jsp))$/i;
/** A script through which a site serves all its paths. */
const FRONT_SCRIPT = /^index\.(?:php\d?|cfm)$/i;
/** WordPress spreads the comments of an article over numbered pages. Each of them shows the article. */
const COMMENT_PAGE = /^comment-page-\d+$/;
/**
 * Escaped characters that no reader sees at the end of a path: spaces, no-break spaces, marks of direction or
 * of no width.
 */
const TRAILING_MARKS = /(?:%20|%C2%A0|%E2%80%(?:8[B-F]|A[A-E])|%EF%BB%BF)+$/i;
const SESSION_SUFFIX = /;(?:jsessionid|phpsessid|sid)=[^/;]*/gi;
/** Session ids of ASP.NET without cookies: `(S(…))`, `(X(1)S(…))`, `(A(…)F(…))`. */
const COOKIELESS_SESSION = /\/\((?:[A-Z]\([\w-]{1,200}\)){1,4}\)(?=\/)/;
/** Segments after which `amp` or `print` is a subject, not a variant of the page. */
const LISTING_SEGMENT =
  /^(?:tags?|topics?|category|categories|section|sections|search|keywords?|author|companies)$/i;
/** Page templates of the Times Internet sites, the AMP form before the plain one. */
const AMP_TEMPLATE = /^amp_(?=(?:articleshow|liveblog|videoshow|photostory)$)/;
const AMP_FIRST = /^(?:amp|amphtml)$/i;
const VARIANT_FIRST = /^(?:m|mobile|print)$/i;
const VARIANT_LAST = /^(?:(?:amp|amphtml|print|printable)(?:\.html?|\.php)?|print-?(?:view|version))$/i;

/**
 * The path of an address in identity form: without print, mobile or AMP variants, index files and sessions,
 * and with as few escapes as possible.
 */
export function normalisePath(pathname: string, isDropped: IsDropped): string {
  const cleaned = withoutStrayQuery(
    pathname.replace(COOKIELESS_SESSION, '').replace(SESSION_SUFFIX, ''),
    isDropped,
  );
  const segments = withoutTrailingMarks(cleaned.split('/').filter((segment) => segment !== ''));
  const last = segments.at(-1);
  if (last !== undefined && (INDEX_FILE.test(last) || COMMENT_PAGE.test(last))) segments.pop();
  const named = segments.filter((segment) => !FRONT_SCRIPT.test(segment));
  return `/${withoutVariant(named.map(normaliseSegment)).join('/')}`;
}

function withoutTrailingMarks(segments: string[]): string[] {
  const last = segments.at(-1);
  if (last === undefined) return segments;
  const bare = last.replace(TRAILING_MARKS, '');
  return bare === '' ? segments.slice(0, -1) : [...segments.slice(0, -1), bare];
}

function withoutVariant(segments: string[]): string[] {
  const [first, ...rest] = segments;
  if (first !== undefined && rest.length > 0) {
    if (AMP_FIRST.test(first)) return rest;
    if (VARIANT_FIRST.test(first) && namesArticle(rest)) return rest;
  }
  const last = segments.at(-1);
  const before = segments.at(-2);
  if (last === undefined) return segments;
  if (VARIANT_LAST.test(last) && before !== undefined && !LISTING_SEGMENT.test(before))
    return segments.slice(0, -1);
  const whole = segments.map((segment) => segment.replace(AMP_TEMPLATE, ''));
  return [...whole.slice(0, -1), last.replace(/(?<=.)\.amp(\.html?)?$/i, '$1')];
}

/**
 * Whether the rest after a variant is a page in its own right: several segments, a title in words, or a
 * number.
 */
function namesArticle(segments: readonly string[]): boolean {
  const last = segments.at(-1) ?? '';
  return !LISTING_SEGMENT.test(segments[0] ?? '') && (segments.length > 1 || /-.*-|\d{4}/.test(last));
}

/** Decodes what needs no escape and composes to NFC. A segment that is not UTF-8 keeps its bytes. */
function normaliseSegment(segment: string): string {
  const plain = decoded(segment);
  if (plain === null) return upperCaseEscapes(segment);
  return encodeURIComponent(plain.normalize('NFC')).replace(
    /%(?:3A|40|24|26|2B|2C|3B|3D)/g,
    decodeURIComponent,
  );
}
