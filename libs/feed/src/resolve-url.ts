import { Parser } from 'htmlparser2';

const URL_ATTRIBUTES = [
  'href',
  'src',
  'action',
  'poster',
  'cite',
  'background',
  'longdesc',
  'usemap',
  'data',
];
const MAY_HOLD_URL = /\s(?:href|src|action|poster|cite|background|longdesc|usemap|data|srcset)\s*=/i;
const ATTRIBUTE =
  /([\s"'/](?:href|src|action|poster|cite|background|longdesc|usemap|data)\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)/gi;

/** An address as an absolute URL; as it stands when there is no base, null when empty or not a web or mail address. */
export function resolveUrl(text: string | null | undefined, base: string | null): string | null {
  const trimmed = (text ?? '').replace(/[\t\n\r]/g, '').trim();
  if (trimmed === '') return null;
  if (/^(?:javascript|vbscript|data|file|about):/i.test(trimmed)) return null;
  if (base !== null && URL.canParse(trimmed, base)) return new URL(trimmed, base).href;
  return URL.canParse(trimmed) ? new URL(trimmed).href : trimmed;
}

/** A base of web addresses only; one that is no such thing changes nothing. */
export function resolveBase(text: string | undefined, base: string | null): string | null {
  const resolved = text === undefined || text.trim() === '' ? base : resolveUrl(text, base);
  return resolved !== null && /^https?:/i.test(resolved) && URL.canParse(resolved) ? resolved : base;
}

/** The fragment with relative addresses in its attributes made absolute; all else is left as written. */
export function resolveHtmlUrls(html: string, base: string | null): string {
  if (base === null || !MAY_HOLD_URL.test(html)) return html;
  const edits: { start: number; end: number }[] = [];
  const parser: Parser = new Parser(
    {
      onopentag(_name, attributes) {
        if (URL_ATTRIBUTES.some((name) => attributes[name] !== undefined)) {
          edits.push({ start: parser.startIndex, end: parser.endIndex + 1 });
        }
      },
    },
    { decodeEntities: false },
  );
  parser.end(html);
  let out = '';
  let at = 0;
  for (const { start, end } of edits) {
    if (start < at) continue;
    out += html.slice(at, start) + resolveTag(html.slice(start, end), base);
    at = end;
  }
  return out + html.slice(at);
}

function resolveTag(tag: string, base: string): string {
  return tag.replace(ATTRIBUTE, (_all, start: string, value: string) => {
    const isQuoted = value.startsWith('"') || value.startsWith("'");
    const quote = isQuoted ? value[0] : '"';
    return `${start}${quote}${resolveAttribute(isQuoted ? value.slice(1, -1) : value, base)}${quote}`;
  });
}

/** Only what is relative is rewritten: an absolute address keeps its spelling. */
function resolveAttribute(value: string, base: string): string {
  const address = value.trim();
  if (address === '' || /^[a-z][a-z0-9+.-]*:/i.test(address)) return value;
  const plain = address.replaceAll('&amp;', '&');
  return URL.canParse(plain, base)
    ? new URL(plain, base).href.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
    : value;
}
