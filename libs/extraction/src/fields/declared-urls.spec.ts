import type { LinkHints } from '@dateline/contracts';
import { extractArticle } from '../index.js';

const TEXT = `<h1>Bridge opens</h1>${'<p>The bridge over the lower river opened again on Friday, two weeks before its date.</p>'.repeat(4)}`;

function read(head: string, links: LinkHints | null) {
  const bytes = Buffer.from(`<html><head>${head}</head><body><article>${TEXT}</article></body></html>`);
  const article = extractArticle({
    bytes,
    url: 'https://paper.example/a?x=1',
    contentType: 'text/html',
    links,
  });
  return { ...article, source: article.provenance['canonicalUrl']?.source };
}
const header = (canonicalUrl: string | null, ampUrl: string | null = null) => ({ canonicalUrl, ampUrl });
const tags = '<link rel="canonical" href="/tag"><link rel="amphtml" href="/tag.amp">';

describe('addresses that a Link header names', () => {
  it('stand where the page names none', () => {
    expect(read('', header('https://paper.example/a', 'https://amp.example/a'))).toMatchObject({
      canonicalUrl: 'https://paper.example/a',
      ampUrl: 'https://amp.example/a',
      source: 'http:link',
    });
  });

  it('give way to the page, and come before og:url', () => {
    const links = header('https://paper.example/a', 'https://paper.example/a.amp');
    expect(read(tags, links)).toMatchObject({
      canonicalUrl: 'https://paper.example/tag',
      ampUrl: 'https://paper.example/tag.amp',
      source: 'link:canonical',
    });
    expect(read('<meta property="og:url" content="https://paper.example/og">', links).source).toBe(
      'http:link',
    );
  });

  it('count only on the site of the page, and not for its front page', () => {
    expect(read('', header('https://other.example/a')).canonicalUrl).toBeNull();
    expect(read('', header('https://paper.example/')).canonicalUrl).toBeNull();
  });
});
