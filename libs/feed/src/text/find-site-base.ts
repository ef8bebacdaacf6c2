import { resolveBase } from './resolve-url.js';

const LINK = /<link>\s{0,100}(?:<!\[CDATA\[\s{0,100})?(https?:\/\/[^<\]\s]+)/gi;
const MAX_HEAD = 50_000;

/**
 * What relative addresses of an RSS feed stand for: the document's own address, or the site that the feed names where another host
 * serves it (FeedBurner and its kind), as no page stands there. Atom has xml:base for it.
 */
export function findSiteBase(text: string, base: string | null): string | null {
  if (base === null) return null;
  const end = text.slice(0, MAX_HEAD).search(/<item[\s>]/i);
  const head = text.slice(0, end < 0 ? MAX_HEAD : end);
  for (const { 1: written = '', index } of head.matchAll(LINK)) {
    const address = written.replaceAll('&amp;', '&');
    const isOfImage = head.lastIndexOf('<image', index) > head.lastIndexOf('</image', index);
    if (isOfImage || !URL.canParse(address)) continue;
    return siteOf(address) === siteOf(base) ? base : resolveBase(address, base);
  }
  return base;
}

const siteOf = (address: string): string => new URL(address).hostname.replace(/^www\./, '');
