import { isWithin, type PageElement } from '../page/page-tree.js';
import { matchKey } from '../text/match-key.js';
import { textWidth } from '../text/text-width.js';
import { BOILERPLATE_LINE, CREDITED_CAPTION, SERVER_MESSAGE, VIDEO_TITLE } from './boilerplate-lines.js';
import { CLOSING_PHRASE } from './closing-phrases.js';
import { ENDING_HEADING } from './ending-headings.js';
import { isHeading, type TextBlock } from './text-block.js';

/** Least number of link lines between paragraphs that make a listing. Fewer are teasers. */
const FEWEST_ITEMS = 5;
const LEAD_WITHIN = 12;
/** Fewest blocks left after closing lines are removed; most letters of such a line. */
const SHORTEST_STORY = 2;
const LONGEST_CLOSING = 450;
/** If more short lines than this stand at the end, they are not labels. */
const MOST_LABELS = 5;
/** Fewest links with text beside them in a list of products; fewest letters of that text. */
const FEWEST_OFFERS = 3;
const OWN_WORDS = 8;
/** At least so many headings at the end, so wide and ending a sentence, are lines of the story. */
const FEWEST_STORY_LINES = 2;
const STORY_LINE = 60;
/** Size of a second copy: least width and number of its paragraphs, and its least share of all text. */
const SHORTEST_COPY = 60;
const FEWEST_COPIES = 3;
/** A text that occurs more often than this is a refrain or a form. */
const MOST_COPIES = 3;
const LEAST_COPIED = 0.12;
const SHORTEST_SENTENCE = 8;
const LONGEST_LABEL = 50;
const LONGEST_TITLE = 180;
/** An address printed as text is what the author wrote. A link with words may be a teaser. */
const BARE_URL = /^https?:\/\/\S+$/;
const SENTENCE_END = /[.!?。！？؟।]["”’»」)]?$/;
const LINE_END = /[.!?:"”’…。！？؟।»]$/;

/** Removes what is not the article's own text: boilerplate, link lines, the headline, teasers, copies. */
export function filterBlocks(blocks: readonly TextBlock[], headline: string): TextBlock[] {
  const kept = new Set([...itemTitles(blocks), ...listItems(blocks)]);
  const labels = teaserLabels(blocks, kept);
  const own = blocks.filter(
    (block) => isOwnText(block, headline) && !labels.has(block) && (kept.has(block) || !isLinkLine(block)),
  );
  return dropTail(dropLead(endAtOtherArticles(withoutCopies(own))), kept);
}

/** Removes paragraph numbers that layout lists and tables put into elements of their own. */
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
  if (block.tag === 'div' && text.length < LONGEST_TITLE && VIDEO_TITLE.test(text)) return false;
  return headline === '' || matchKey(text) !== headline;
}

/** A line that is little more than a link, usually to another article. */
function isLinkLine(block: TextBlock): boolean {
  const { text, tag, linkShare } = block;
  if (linkShare <= 0.85 || text.length >= 300 || BARE_URL.test(text)) return false;
  const linkedSentence = tag === 'p' && text.length > 90 && SENTENCE_END.test(text);
  return !linkedSentence && !isHeading(block) && tag !== 'td';
}

/** Link lines with different texts, each above a paragraph: the titles of items that the story lists. */
function itemTitles(blocks: readonly TextBlock[]): ReadonlySet<TextBlock> {
  const titles = new Map<string, TextBlock>();
  blocks.forEach((block, at) => {
    const [before, after] = [blocks[at - 1], blocks[at + 1]];
    if (before && after && isLinkLine(block) && !isLinkLine(before) && isParagraph(after))
      titles.set(block.text, block);
  });
  return new Set(titles.size >= FEWEST_ITEMS ? titles.values() : []);
}

/** List items that are links, if the same list has items that are not: then the author wrote the list. */
function listItems(blocks: readonly TextBlock[]): TextBlock[] {
  const lists = Map.groupBy(
    blocks.filter(({ tag }) => tag === 'li'),
    ({ element }) => listOf(element),
  );
  return [...lists.values()].flatMap((items) => {
    const links = items.filter(isLinkLine);
    return links.length > 0 && links.length <= items.length / 2 ? links : [];
  });
}

function listOf(element: PageElement): PageElement | null {
  let at: PageElement | null = element;
  while (at && at.name !== 'ul' && at.name !== 'ol') at = at.parent;
  return at;
}

/** The label above a link when both stand in an element of their own: "From our archive". */
function teaserLabels(blocks: readonly TextBlock[], kept: ReadonlySet<TextBlock>): ReadonlySet<TextBlock> {
  return new Set(
    blocks.filter((block, at) => {
      const next = blocks[at + 1];
      if (!next || block.tag !== 'div' || textWidth(block.text) >= LONGEST_LABEL || LINE_END.test(block.text))
        return false;
      const box = block.element.parent;
      return (
        isLinkLine(next) &&
        !kept.has(next) &&
        box !== null &&
        box.goodWidth === 0 &&
        isWithin(next.element, box)
      );
    }),
  );
}

/**
 * Removes a text that stands on the page a second time (for print, for a meter). A passage that the author
 * repeats stays.
 */
function withoutCopies(blocks: readonly TextBlock[]): readonly TextBlock[] {
  const first = new Map<string, number>();
  const times = new Map<string, number>();
  for (const { text } of blocks) times.set(text, (times.get(text) ?? 0) + 1);
  const copies = new Set<TextBlock>();
  let run: TextBlock[] = [];
  let last = -2;
  const endRun = (): void => {
    if (run.filter(({ text }) => textWidth(text) >= SHORTEST_COPY).length >= FEWEST_COPIES)
      for (const block of run) copies.add(block);
    run = [];
  };
  blocks.forEach((block, at) => {
    const known = first.get(block.text);
    if (known === undefined) first.set(block.text, at);
    const before = (times.get(block.text) ?? 0) <= MOST_COPIES ? known : undefined;
    if (before === undefined || before !== last + 1) endRun();
    if (before !== undefined) run.push(block);
    last = before ?? -2;
  });
  endRun();
  const copied = [...copies].reduce((sum, { text }) => sum + text.length, 0);
  const total = blocks.reduce((sum, { text }) => sum + text.length, 0);
  return copied >= total * LEAST_COPIED ? blocks.filter((block) => !copies.has(block)) : blocks;
}

/** Whether a block looks like a paragraph: long, with few links. */
function isParagraph({ text, linkShare }: TextBlock): boolean {
  return linkShare < 0.35 && textWidth(text) >= 80;
}

/** Letters in paragraphs before each block, and in all blocks. */
function paragraphLengths(blocks: readonly TextBlock[]): number[] {
  const before = [0];
  for (const block of blocks)
    before.push((before.at(-1) ?? 0) + (isParagraph(block) ? block.text.length : 0));
  return before;
}

/** Cuts the text at "Related stories" and similar headings if most of it stands before them. */
function endAtOtherArticles(blocks: readonly TextBlock[]): readonly TextBlock[] {
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

/**
 * Removes short lines before the first paragraph, because they are labels, dates and bylines. Sentences among
 * them stay, because they are a standfirst or the beginning of the text. So do a question and a heading right
 * above the paragraph if the text has more of them.
 */
function dropLead(blocks: readonly TextBlock[]): readonly TextBlock[] {
  const first = blocks.findIndex(isParagraph);
  if (first <= 0 || first > LEAD_WITHIN) return blocks;
  return blocks.filter((block, at) => at >= first || isOpening(block, at === first - 1, blocks.slice(first)));
}

function isOpening(block: TextBlock, isNext: boolean, rest: readonly TextBlock[]): boolean {
  const { text, linkShare, tag } = block;
  if (isHeading(block) && isNext && rest.some((other) => other.tag === tag)) return true;
  if (tag === 'p' && textWidth(text) > 60) return true;
  const least = tag === 'p' ? SHORTEST_SENTENCE : 45;
  return textWidth(text) >= least && linkShare < 0.3 && LINE_END.test(text);
}

/**
 * Removes lines that end the page and not the story. Many short lines in a row, or many links with prices,
 * are a list that the author wrote.
 */
function dropTail(blocks: readonly TextBlock[], kept: ReadonlySet<TextBlock>): TextBlock[] {
  let length = blocks.length;
  let labels = 0;
  const lines = blocks.length > FEWEST_STORY_LINES && blocks.slice(-FEWEST_STORY_LINES).every(isStoryLine);
  const offers = blocks.length > FEWEST_OFFERS && blocks.slice(-FEWEST_OFFERS).every(isOffer);
  for (let last = blocks[length - 1]; last; last = blocks[length - 1]) {
    if (offers || lines || kept.has(last)) break;
    if (isClosing(last, length)) labels = 0;
    else if (isLabel(last, length)) labels += 1;
    else break;
    length -= 1;
  }
  return blocks.slice(0, labels > MOST_LABELS ? length + labels : length);
}

/** A heading that is a sentence of the story, as in a gallery. */
function isStoryLine(block: TextBlock): boolean {
  const { text } = block;
  return (
    isHeading(block) && textWidth(text) >= STORY_LINE && SENTENCE_END.test(text) && !CLOSING_PHRASE.test(text)
  );
}

/** A link with text beside it, as in a list of products: "Lamp, for $39.99". */
function isOffer({ text, linkShare }: TextBlock): boolean {
  return linkShare > 0.3 && linkShare < 0.95 && text.length * (1 - linkShare) >= OWN_WORDS;
}

function isClosing(block: TextBlock, length: number): boolean {
  const { text, linkShare } = block;
  if (isHeading(block)) return true;
  if (linkShare > 0.5 && text.length < 200) return true;
  return length > SHORTEST_STORY && text.length < LONGEST_CLOSING && CLOSING_PHRASE.test(text);
}

function isLabel({ text, tag }: TextBlock, length: number): boolean {
  const short = textWidth(text) < 40 && !/[.!?"”’…)。！？؟।»]$/.test(text);
  return short && tag !== 'li' && tag !== 'td' && length > 4;
}
