import type { EntryHints, RejectReason } from '@dateline/contracts';

/** Letters that the text needs. Declared content needs fewer than a summary. */
const MIN_CONTENT = 250;
const MIN_SUMMARY = 600;
/** A wide character (CJK) counts as two. */
const WIDE = /[\u1100-\u115f\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]/g;
/** Endings of texts that continue elsewhere. */
const CUT_SHORT =
  /(?:…|\.\.\.|\[(?:…|\.{3}|&#8230;)\]|\(more\)|read (?:more|on)|continue reading|weiterlesen|lire la suite|leer más|اقرأ المزيد|المزيد)[\s.»>→\])]*$/iu;

/**
 * A link that must not be followed speaks against the entry. Any other loss of the page does not affect the
 * feed's text.
 */
const DISTRUSTED: ReadonlySet<RejectReason> = new Set(['forbidden_address', 'bad_url']);

/**
 * The HTML of an entry that can replace its page when the page cannot be fetched: `content:encoded` and
 * similar elements from 250 letters, a summary from 600. Null for a teaser, and for a text that says it
 * continues elsewhere.
 */
export function feedContentOf(entry: EntryHints | null, reason: RejectReason): string | null {
  if (entry === null || !entry.title?.trim() || DISTRUSTED.has(reason)) return null;
  const candidates = [
    [entry.contentHtml, MIN_CONTENT],
    [entry.summary, MIN_SUMMARY],
  ] as const;
  for (const [html, least] of candidates) {
    if (html === null) continue;
    const text = visibleText(html);
    if (lettersOf(text) >= least && !CUT_SHORT.test(text.slice(-60))) return html;
  }
  return null;
}

/**
 * The HTML of an entry whose page is never requested: the feed's whole text, however short. Null when there
 * is none.
 */
export function ownContentOf(entry: EntryHints | null): string | null {
  const html = entry?.contentHtml ?? entry?.summary ?? null;
  return html === null || visibleText(html) === '' ? null : html;
}

/** Whether the text says that it continues elsewhere. */
export function isCutShort(html: string): boolean {
  return CUT_SHORT.test(visibleText(html).slice(-60));
}

function lettersOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}

/** Enough of the text to count letters and to see its end. Linear in the length, for any markup. */
function visibleText(html: string): string {
  const [first = '', ...tagged] = html.split('<');
  const texts = [first];
  let hidden = '';
  for (const part of tagged) {
    const name = /^\/?[a-z]+/i.exec(part)?.[0].toLowerCase() ?? '';
    if (hidden !== '' && name !== `/${hidden}`) continue;
    hidden = name === 'script' || name === 'style' ? name : '';
    const end = part.indexOf('>');
    if (hidden === '' && end >= 0) texts.push(part.slice(end + 1));
  }
  const references = (name: string) => (/^&(?:hellip|#8230|#x2026);$/i.test(name) ? '…' : ' ');
  return texts
    .join(' ')
    .replace(/&#?\w{1,20};/g, references)
    .replace(/\s+/g, ' ')
    .trim();
}
