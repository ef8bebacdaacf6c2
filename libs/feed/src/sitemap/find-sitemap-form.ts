/** How a document lists pages: as XML by sitemaps.org, or as a text file with one address per line. */
export type SitemapForm = 'xml' | 'text';

const ROOT = /<!--|<(?:[\w.-]{1,40}:)?(urlset|sitemapindex|rss|feed|rdf|channel|html|opml)[\s>/]/gi;
const FEED_START = /^[\s\ufeff]*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:rss|feed|rdf:rdf)[\s>]|^[\s\ufeff]*[{[]/i;
const HEAD_BYTES = 1_024;
/** The most lines of a text file that are inspected. */
const MAX_LINES = 1_000;

/** Whether bytes begin as most feeds do, so that there is no need to look for a sitemap. */
export function beginsAsFeed(bytes: Uint8Array): boolean {
  return FEED_START.test(Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1'));
}

/**
 * Null if the document is no sitemap. Comments, and warnings of the program that wrote it, may stand before
 * the root.
 */
export function findSitemapForm(text: string): SitemapForm | null {
  ROOT.lastIndex = 0;
  for (let match = ROOT.exec(text); match !== null; match = ROOT.exec(text)) {
    const root = match[1]?.toLowerCase();
    if (root !== undefined) return root === 'urlset' || root === 'sitemapindex' ? 'xml' : null;
    const end = text.indexOf('-->', ROOT.lastIndex);
    if (end < 0) return null;
    ROOT.lastIndex = end + 3;
  }
  return isAddressList(text) ? 'text' : null;
}

/** The first line must be an address, and at most one line in ten may be something else. */
function isAddressList(text: string): boolean {
  const lines = linesOf(text.slice(0, MAX_LINES * 200)).slice(0, MAX_LINES);
  const addresses = lines.filter(isAddress).length;
  return isAddress(lines[0] ?? '') && addresses >= lines.length * 0.9;
}

/** The lines with content. */
export function linesOf(text: string): string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

export const isAddress = (line: string): boolean =>
  line.length <= 4_000 && /^https?:\/\/[^\s<>"]+$/i.test(line);
