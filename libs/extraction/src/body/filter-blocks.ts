import { matchKey } from '../text/match-key.js';
import { textWidth } from '../text/text-width.js';
import { BOILERPLATE_LINE, CREDITED_CAPTION, SERVER_MESSAGE } from './boilerplate-lines.js';
import { CLOSING_PHRASE } from './closing-phrases.js';
import { ENDING_HEADING } from './ending-headings.js';
import { isHeading, type TextBlock } from './text-block.js';

/** As many link lines between paragraphs are a listing; fewer are teasers. */
const FEWEST_ITEMS = 5;
const LEAD_WITHIN = 12;
/** Blocks of a story that stays when its closing lines go, and the longest of such lines. */
const SHORTEST_STORY = 2;
const LONGEST_CLOSING = 450;
/** More short lines than this at the end are no labels. */
const MOST_LABELS = 5;
/** An address printed as text is what the author wrote; a link with words is as likely a teaser. */
const BARE_URL = /^https?:\/\/\S+$/;
const SENTENCE_END = /[.!?。！？؟।]["”’»」)]?$/;
const LINE_END = /[.!?:"”’…。！？؟।»]$/;

/** Takes what is not the article's own text out of its blocks: boilerplate, link lines, the headline, teaser tails. */
export function filterBlocks(blocks: readonly TextBlock[], headline: string): TextBlock[] {
  const titles = itemTitles(blocks);
  const own = blocks.filter(
    (block) => isOwnText(block, headline) && (titles.has(block) || !isLinkLine(block)),
  );
  return dropTail(dropLead(endAtOtherArticles(own)));
}

/** Lists and tables that only lay a text out may number its paragraphs in parts of their own. */
export function withoutOrdinals(blocks: readonly TextBlock[]): TextBlock[] {
  return blocks.filter((block, at) => !isOrdinal(block, blocks[at + 1]));
}

function isOrdinal({ text, tag }: TextBlock, next: TextBlock | undefined): boolean {
  return (
    (tag === 'dt' || tag === 'td') && /^\d{1,3}[.)]?$/.test(text) && !!next && textWidth(next.text) >= 60
  );
}

function isOwnText(block: TextBlock, headline: string): boolean {
  const { text } = block;
  if (!/[\p{L}\p{N}]/u.test(text)) return false;
  if (SERVER_MESSAGE.test(text)) return false;
  if (text.length < 260 && (BOILERPLATE_LINE.test(text) || CREDITED_CAPTION.test(text))) return false;
  return headline === '' || matchKey(text) !== headline;
}

/** A line that is hardly more than a link: as a rule, the way to another article. */
function isLinkLine(block: TextBlock): boolean {
  const { text, tag, linkShare } = block;
  if (linkShare <= 0.85 || text.length >= 300 || BARE_URL.test(text)) return false;
  const linkedSentence = tag === 'p' && text.length > 90 && SENTENCE_END.test(text);
  return !linkedSentence && !isHeading(block) && tag !== 'td';
}

/** Link lines of different words, each above a paragraph: the titles of the items that the story lists. */
function itemTitles(blocks: readonly TextBlock[]): ReadonlySet<TextBlock> {
  const titles = new Map<string, TextBlock>();
  blocks.forEach((block, at) => {
    const [before, after] = [blocks[at - 1], blocks[at + 1]];
    if (before && after && isLinkLine(block) && !isLinkLine(before) && isParagraph(after))
      titles.set(block.text, block);
  });
  return new Set(titles.size >= FEWEST_ITEMS ? titles.values() : []);
}

/** A paragraph by its looks: long and with few links. */
function isParagraph({ text, linkShare }: TextBlock): boolean {
  return linkShare < 0.35 && textWidth(text) >= 80;
}

/** Letters in paragraphs before each block, and in all of them. */
function paragraphLengths(blocks: readonly TextBlock[]): number[] {
  const before = [0];
  for (const block of blocks)
    before.push((before.at(-1) ?? 0) + (isParagraph(block) ? block.text.length : 0));
  return before;
}

/** Cuts at "Related stories" and the like when most of the text stands before it. */
function endAtOtherArticles(blocks: TextBlock[]): TextBlock[] {
  const before = paragraphLengths(blocks);
  const total = before.at(-1) ?? 0;
  const end = blocks.findIndex(({ text }, at) => {
    const above = before[at] ?? 0;
    return (
      at > 0 && text.length < 60 && ENDING_HEADING.test(text) && total - above < total * 0.3 && above > 300
    );
  });
  return end < 0 ? blocks : blocks.slice(0, end);
}

/** Short lines before the first paragraph are labels, dates and bylines; sentences among them are a standfirst. */
function dropLead(blocks: TextBlock[]): TextBlock[] {
  const first = blocks.findIndex(isParagraph);
  if (first <= 0 || first > LEAD_WITHIN) return blocks;
  return blocks.filter(
    ({ text, linkShare, tag }, at) =>
      at >= first ||
      (text.length >= 45 && linkShare < 0.3 && LINE_END.test(text)) ||
      (tag === 'p' && text.length > 60),
  );
}

/** Takes off what closes the page and not the story; many short lines in a row are a list of the author's. */
function dropTail(blocks: TextBlock[]): TextBlock[] {
  let length = blocks.length;
  let labels = 0;
  for (let last = blocks[length - 1]; last; last = blocks[length - 1]) {
    if (isClosing(last, length)) labels = 0;
    else if (isLabel(last, length)) labels += 1;
    else break;
    length -= 1;
  }
  return blocks.slice(0, labels > MOST_LABELS ? length + labels : length);
}

function isClosing(block: TextBlock, length: number): boolean {
  const { text, linkShare } = block;
  if (isHeading(block) || (linkShare > 0.5 && text.length < 200)) return true;
  return length > SHORTEST_STORY && text.length < LONGEST_CLOSING && CLOSING_PHRASE.test(text);
}

function isLabel({ text, tag }: TextBlock, length: number): boolean {
  const short = textWidth(text) < 40 && !/[.!?"”’…)。！？؟।»]$/.test(text);
  return short && tag !== 'li' && tag !== 'td' && length > 4;
}
