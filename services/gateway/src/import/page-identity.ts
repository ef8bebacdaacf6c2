import { extractArticle, ExtractionError } from '@dateline/extraction';
import { articleIdOf, InvalidArticleUrl } from '@dateline/article';

/** Address of a page without one. A name under `.invalid` never resolves (RFC 2606). */
const NAMELESS = 'https://import.invalid/';

/** Media type of a file by its name, or by its first character if the name does not tell. */
export function contentTypeOf(path: string, bytes: Buffer): 'text/html' | 'text/plain' {
  if (/\.x?html?$/i.test(path)) return 'text/html';
  if (/\.te?xt$/i.test(path)) return 'text/plain';
  return bytes.subarray(0, 1024).toString('latin1').replace(/^ï»¿/, '').trimStart().startsWith('<')
    ? 'text/html'
    : 'text/plain';
}

/**
 * The address that identifies an imported page: the given one, else the canonical link of an HTML page, else
 * `https://import.invalid/<sha256 of the bytes>`. Throws InvalidArticleUrl when the given one is not a web
 * address.
 */
export function identityUrlOf(
  page: { bytes: Buffer; sha256: string; contentType: string },
  given: string | null,
): string {
  if (given !== null) {
    articleIdOf(given);
    return given;
  }
  return (page.contentType === 'text/html' ? canonicalLinkOf(page) : null) ?? `${NAMELESS}${page.sha256}`;
}

function canonicalLinkOf({ bytes, contentType }: { bytes: Buffer; contentType: string }): string | null {
  try {
    const { canonicalUrl } = extractArticle({ bytes, url: null, contentType });
    if (canonicalUrl !== null) articleIdOf(canonicalUrl);
    return canonicalUrl;
  } catch (error) {
    // The parser refuses an unreadable page later. A relative link identifies nothing.
    if (error instanceof ExtractionError || error instanceof InvalidArticleUrl) return null;
    throw error;
  }
}
