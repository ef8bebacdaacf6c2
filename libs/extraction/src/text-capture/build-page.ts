import { BYLINE_PREFIX } from '../fields/authors/author-words.js';
import { ExtractionError } from '../extraction.errors.js';
import { siteNameOf } from '../fields/headline/strip-site-name.js';
import { PageElement, PageText } from '../page/page-tree.js';
import { matchKey } from '../text/match-key.js';
import { MENU_LINE } from './menu-lines.js';
import { splitParagraphs } from './split-paragraphs.js';

const HEADER_LINES = 15;
const SENTENCE = /[.!?。؟]["”’»)]?$/;
const LONGEST_BYLINE = 80;
const MAX_PARAGRAPHS = 100_000;

/**
 * Lays a plain-text capture of a page out as the page it was taken from (title, heading, paragraphs), so that one set
 * of rules reads both.
 */
export function buildPage(text: string): PageElement {
  const lines = splitParagraphs(text);
  if (lines.length > MAX_PARAGRAPHS) throw new ExtractionError('too_complex', 'The text has too many lines.');
  const titleAt = findTitle(lines);
  const title = lines[titleAt] ?? '';
  const headline =
    siteNameOf(title) === null ? title : title.slice(0, title.search(/\s[|»]\s+[^|»]{2,80}$/u)).trim();
  const root = new PageElement('#document', {}, null);
  const html = append(root, 'html');
  append(append(html, 'head'), 'title', title);
  const article = append(append(html, 'body'), 'article');
  append(article, 'h1', headline);
  for (const line of lines.slice(titleAt + 1)) {
    if (MENU_LINE.test(line) || matchKey(line) === matchKey(headline)) continue;
    append(article, 'p', line, isByline(line) ? { class: 'byline' } : {});
  }
  return root;
}

/**
 * The page's title "Headline | SITE" is the last such line above the first sentence; without one, the first
 * line is the title.
 */
function findTitle(lines: readonly string[]): number {
  const firstSentence = lines.findIndex((line) => SENTENCE.test(line) && siteNameOf(line) === null);
  const header = lines.slice(0, firstSentence < 0 ? HEADER_LINES : Math.min(firstSentence, HEADER_LINES));
  const titled = header.findLastIndex((line) => siteNameOf(line) !== null);
  return titled >= 0
    ? titled
    : Math.max(
        0,
        lines.findIndex((line) => !MENU_LINE.test(line)),
      );
}

function isByline(line: string): boolean {
  return (
    line.length < LONGEST_BYLINE &&
    BYLINE_PREFIX.test(line) &&
    !SENTENCE.test(line) &&
    /^\S+\s+\S+\s+\S+/.test(line)
  );
}

function append(
  parent: PageElement,
  name: string,
  text = '',
  attributes: Record<string, string> = {},
): PageElement {
  const element = new PageElement(name, attributes, parent);
  parent.children.push(element);
  if (text) element.children.push(new PageText(text, element));
  return element;
}
