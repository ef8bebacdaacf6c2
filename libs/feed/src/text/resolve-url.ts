import { matchesAt } from './matches-at.js';
import { candidatesOf, writeSrcset } from './read-srcset.js';
import { scanHtml } from './scan-html.js';

/**
 * An address in an attribute that does not begin with a scheme. It may match outside a tag, which only costs
 * time. It looks back from the `=`, because texts contain that far less often than the start of a name.
 */
const MAY_BE_RELATIVE =
  /=(?:(?<=[\s"'/]srcset\s{0,20}=)|(?<=[\s"'/](?:href|src|action|poster|cite|background|longdesc|usemap|data)\s{0,20}=)\s{0,20}(?:["']\s{0,20}(?!\s|(?:https?|mailto|data):)|(?!["'\s]|(?:https?|mailto|data):)))/iy;
const ATTRIBUTE =
  /([\s"'/](srcset|href|src|action|poster|cite|background|longdesc|usemap|data)\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)/gi;

/**
 * Makes an address absolute. Without a base it stays as it is. Null if it is empty or not a web or mail
 * address.
 */
export function resolveUrl(text: string | null | undefined, base: string | null): string | null {
  const trimmed = (text ?? '').replace(/[\t\n\r]/g, '').trim();
  if (trimmed === '') return null;
  if (/^(?:javascript|vbscript|data|file|about):/i.test(trimmed)) return null;
  return absolute(trimmed, base ?? undefined) ?? (base === null ? null : absolute(trimmed)) ?? trimmed;
}

/** The address of a page. Some writers leave out the scheme: `www.example.org/a`, or the host of the base. */
export function resolvePageUrl(text: string | null | undefined, base: string | null): string | null {
  const written = text?.trim() ?? '';
  const [, host = ''] = /^([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/?#]|$)/i.exec(written) ?? [];
  const isHost = /^www\./i.test(host) || (host !== '' && host.toLowerCase() === hostOf(base));
  return resolveUrl(isHost ? `${base?.startsWith('http:') ? 'http' : 'https'}://${written}` : text, base);
}

const hostOf = (url: string | null): string | null =>
  url !== null && URL.canParse(url) ? new URL(url).host : null;

/** An address that a URL parser gives back as it is: nothing in it can be escaped, lowered, left out or resolved. */
const PLAIN =
  /^https?:\/\/(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*\.)+[a-z]{2,}\/(?:[\w~/-]+\.(?=\w))*[\w~/-]*(?:\?[\w=&.%~/+-]+)?$/;
const LONGEST_PLAIN = 500;

function absolute(text: string, base?: string): string | null {
  if (text.length <= LONGEST_PLAIN && PLAIN.test(text)) return text;
  try {
    return new URL(text, base).href;
  } catch {
    return null;
  }
}

/** Changes the base only if the new one is a web address. */
export function resolveBase(text: string | undefined, base: string | null): string | null {
  if (text === undefined || text.trim() === '') return base;
  const resolved = resolveUrl(text, base);
  return resolved !== null && /^https?:/i.test(resolved) && URL.canParse(resolved) ? resolved : base;
}

/** Makes relative addresses in the attributes of a fragment absolute and leaves everything else as written. */
export function resolveHtmlUrls(html: string, base: string | null): string {
  if (base === null || !matchesAt(html, '=', MAY_BE_RELATIVE)) return html;
  let out = '';
  let at = 0;
  scanHtml(
    html,
    {
      open(_name, from, to) {
        const tag = html.slice(from, to);
        if (!tag.includes('=')) return;
        out += html.slice(at, from) + resolveTag(tag, base);
        at = to;
      },
    },
    false,
  );
  return out + html.slice(at);
}

function resolveTag(tag: string, base: string): string {
  return tag.replace(ATTRIBUTE, (_all, start: string, name: string, value: string) => {
    const isQuoted = value.startsWith('"') || value.startsWith("'");
    const quote = isQuoted ? value[0] : '"';
    const written = isQuoted ? value.slice(1, -1) : value;
    const resolved =
      name.toLowerCase() === 'srcset' ? resolveSourceSet(written, base) : resolveAttribute(written, base);
    return `${start}${quote}${resolved}${quote}`;
  });
}

/** A `srcset` with absolute addresses. */
export function resolveSourceSet(value: string, base: string): string {
  const candidates = candidatesOf(value);
  const resolved = candidates.map(({ url, descriptor }) => ({
    url: resolveAttribute(url, base),
    descriptor,
  }));
  return candidates.length === 0 ? value : writeSrcset(resolved);
}

/** Only relative addresses are rewritten, so absolute ones keep their spelling. */
function resolveAttribute(value: string, base: string): string {
  const address = value.trim();
  if (address === '' || /^[a-z][a-z0-9+.-]*:/i.test(address)) return value;
  const plain = address.replaceAll('&amp;', '&');
  return URL.canParse(plain, base)
    ? new URL(plain, base).href.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
    : value;
}
