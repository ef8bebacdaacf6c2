import { resolveBase } from './resolve-url.js';

const LINK = /<(?:atom:)?link(\s[^<>]*)?>\s{0,100}(?:<!\[CDATA\[\s{0,100})?([^<\]\s]*)/gi;
const MAX_HEAD = 50_000;

/**
 * The base of a feed's relative addresses: the document's own address, or the site that the feed names if
 * another host serves the feed (FeedBurner and similar services), because that host has no pages. An xml:base
 * in the document takes precedence over both.
 */
export function findSiteBase(text: string, base: string | null): string | null {
  if (base === null) return null;
  const end = text.slice(0, MAX_HEAD).search(/<(?:[\w.-]{1,40}:)?(?:item|entry)[\s>]/i);
  const address = pageIn(text.slice(0, end < 0 ? MAX_HEAD : end)) ?? (end < 0 ? null : pageIn(tailOf(text)));
  return address === null ? base : baseOf(address, base);
}

/** The address of the page that a feed names if another host serves the feed, else the feed's own. */
export function baseOf(page: string, feed: string | null): string | null {
  const isOther = feed === null || !URL.canParse(page) || siteOf(page) !== siteOf(feed);
  return isOther ? resolveBase(page, feed) : feed;
}

/** What stands behind the last item. */
function tailOf(text: string): string {
  const end = text.slice(-MAX_HEAD);
  const [last] = [...end.matchAll(/<\/(?:[\w.-]{1,40}:)?(?:item|entry)[\s>]/gi)].slice(-1);
  return last ? end.slice(last.index) : '';
}

/** The address of the page that a link in a part of the document names. */
function pageIn(head: string): string | null {
  for (const { 1: attributes = '', 2: written = '', index } of head.matchAll(LINK)) {
    const isOfImage = head.lastIndexOf('<image', index) > head.lastIndexOf('</image', index);
    const address = isOfImage ? null : pageOf(attributes, written);
    if (address !== null) return address;
  }
  return null;
}

/** RSS has the address as text, Atom in an attribute of the link to the page. */
function pageOf(attributes: string, text: string): string | null {
  const href = /\shref\s*=\s*["']([^"']*)/i.exec(attributes)?.[1];
  const rel = /\srel\s*=\s*["']([^"']*)/i.exec(attributes)?.[1]?.toLowerCase();
  if (rel !== undefined && rel !== 'alternate') return null;
  const address = (href ?? text).replaceAll('&amp;', '&');
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : null;
}

const siteOf = (address: string): string => new URL(address).hostname.replace(/^www\./, '');
