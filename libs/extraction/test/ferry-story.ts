import { extractArticle, type ExtractedArticle } from '../src/index.js';

export const FIRST =
  'The ferry left the harbour at dawn with forty passengers and a cargo of seed potatoes for the outer islands.';
export const SECOND =
  'By noon it had passed the second lighthouse, and the captain said that the sea had not been so calm since spring.';
export const THIRD =
  'The return journey begins on Friday, when the tide is high enough for the ship to leave the northern quay again.';
export const LINES = [FIRST, SECOND, THIRD];
/** The story as paragraphs, and its heading. */
export const STORY = LINES.map((line) => `<p>${line}</p>`).join('');
export const HEADING = '<h1>Ferry leaves for the islands</h1>';

/** The article that is read from what stands in the body element of a page. */
export function pageOf(html: string): ExtractedArticle {
  const bytes = Buffer.from(`<html><body>${html}</body></html>`);
  return extractArticle({ bytes, url: 'https://paper.example/a', contentType: 'text/html' });
}

/** The lines of its body. */
export function linesOf(html: string): string[] {
  return pageOf(html).articleBody.split('\n');
}
