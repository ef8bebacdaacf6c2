import { isWithin, type PageElement } from '../page/page-tree.js';
import { matchKey } from '../text/match-key.js';
import { textWidth } from '../text/text-width.js';
import { BOILERPLATE_LINE, CREDITED_CAPTION, SERVER_MESSAGE, VIDEO_TITLE } from './boilerplate-lines.js';
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
/** Lists of products: as many links with words of their own, and letters of these words. */
const FEWEST_OFFERS = 3;
const OWN_WORDS = 8;
/** So many headings at the end that are so wide and end a sentence are lines of the story. */
const FEWEST_STORY_LINES = 2;
const STORY_LINE = 60;
/** A second copy has so many paragraphs so wide, and is so much of all text. */
const SHORTEST_COPY = 60;
const FEWEST_COPIES = 3;
/** What stands there more often is a refrain or a form. */
const MOST_COPIES = 3;
const LEAST_COPIED = 0.12;
const SHORTEST_SENTENCE = 8;
const LONGEST_LABEL = 50;
const LONGEST_TITLE = 180;
/** An address printed as text is what the author wrote; a link with words is as likely a teaser. */
const BARE_URL = /^https?:\/\/\S+$/;
const SENTENCE_END = /[.!?。！？؟।]["”’»」)]?$/;
const LINE_END = /[.!?:"”’…。！？؟।»]$/;

/** Takes what is not the article's own text out of its blocks: boilerplate, link lines, the headline, teaser tails, second copies. */
export function filterBlocks(blocks: readonly TextBlock[], headline: string): TextBlock[] {
  const kept = new Set([...itemTitles(blocks), ...listItems(blocks)]);
  const labels = teaserLabels(blocks, kept);
  const own = blocks.filter(
    (block) => isOwnText(block, headline) && !labels.has(block) && (kept.has(block) || !isLinkLine(block)),
  );
  return dropTail(dropLead(endAtOtherArticles(withoutCopies(own))), kept);
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
  if (block.tag === 'div' && text.length < LONGEST_TITLE && VIDEO_TITLE.test(text)) return false;
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

/** Items that are links among items that are not: the list is the author's. */
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

/** The label above a link in a part of their own: "From our archive". */
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

/** A text that stands on the page twice (for print, for a meter) is read once; a passage that the author repeats stays. */
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
 * Short lines before the first paragraph are labels, dates and bylines; sentences among them are a standfirst or the text's own
 * beginning, and so are a question and a heading right above the paragraph where the text has more of its kind.
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

/** Takes off what closes the page and not the story; many short lines or priced links in a row are a list of the author's. */
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

/** A link with words of its own beside it, as in a list of products: "Lamp, for $39.99". */
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
