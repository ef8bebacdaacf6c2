import type { ArticleLead } from '../lines/take-lead.js';
import { takeLead } from '../lines/take-lead.js';
import type { PageElement } from '../page/page-tree.js';
import { matchKey } from '../text/match-key.js';
import { chooseContainers } from './choose-containers.js';
import { filterBlocks, withoutOrdinals } from './filter-blocks.js';
import { followLinkedBody } from './follow-linked-body.js';
import { leadSiblings } from './lead-siblings.js';
import { measureText } from './measure-text.js';
import { prunePage, restorePage, type PruneMode } from './prune-page.js';
import { readBlocks } from './read-blocks.js';
import type { TextBlock } from './text-block.js';

export interface BodyClues {
  headline: string | null;
  /** The page's own summary: printed above the text it is a standfirst, and no part of the body. */
  description: string | null;
  /** JSON-LD `articleBody`, plain. */
  linkedBody: string;
  /** Classes that JSON-LD names as the parts behind a paywall. */
  paywalled: ReadonlySet<string>;
  /** Whether a line is a standing line of this publisher. */
  isChromeLine: (line: string) => boolean;
}

/** Less than this share of a page with much text means that the class names misled the first look. */
const LOW_SHARE = 0.3;
/** So short a first finding gives way to any longer one; a longer one only to what holds it. */
const SHORT_BODY = 400;
const MUCH_TEXT = 600;

/** So little visible text gives way to hidden text that is so long, and so many times as long. */
const HARDLY_ANY = 250;
const LEAST_HIDDEN = 800;
const TIMES_HIDDEN = 4;

/** Finds the article's own blocks and what stands above them. Marks what it leaves out as dropped on the tree. */
export function findBody(root: PageElement, clues: BodyClues): ArticleLead<TextBlock> {
  measureText(root);
  const total = root.goodWidth;
  const first = look(root, clues, 'full');
  const length = lengthOf(first);
  if (length > 0 && !(length < total * LOW_SHARE && total > MUCH_TEXT)) return first;
  const second = lookAgain(root, clues, 'careful');
  const trusted = length < SHORT_BODY || holds(second, first);
  const lead = trusted && lengthOf(second) > length * 1.5 ? second : first;
  if (lengthOf(lead) >= HARDLY_ANY) return lead;
  const hidden = lookAgain(root, clues, 'bare');
  return lengthOf(hidden) >= Math.max(LEAST_HIDDEN, lengthOf(lead) * TIMES_HIDDEN) ? hidden : lead;
}

function lookAgain(root: PageElement, clues: BodyClues, mode: PruneMode): ArticleLead<TextBlock> {
  restorePage(root);
  measureText(root);
  return look(root, clues, mode);
}

/** Whether the second look found all of the first and more around it, and not another text. */
function holds(second: ArticleLead<TextBlock>, first: ArticleLead<TextBlock>): boolean {
  const found = new Set(second.lines.map(({ text }) => text));
  return first.lines.every(({ text }) => found.has(text));
}

function look(root: PageElement, clues: BodyClues, mode: PruneMode): ArticleLead<TextBlock> {
  const { headline, description, linkedBody, paywalled, isChromeLine } = clues;
  const key = matchKey(headline ?? '');
  prunePage(root, { mode, paywalled });
  measureText(root);
  const containers = chooseContainers(root, key);
  const keys = { headline: key, description: matchKey(description ?? '') };
  const [first] = containers;
  const blocks = [...(first ? leadSiblings(first, root, keys) : []), ...containers]
    .flatMap(readBlocks)
    .filter(({ text }) => !isChromeLine(text) && (key === '' || matchKey(text) !== key));
  const lead = takeLead(
    withoutOrdinals(followLinkedBody(blocks, root, matchKey(linkedBody))),
    (block, text) => ({
      ...block,
      text,
    }),
  );
  return { ...lead, lines: filterBlocks(lead.lines, key) };
}

function lengthOf({ lines }: ArticleLead<TextBlock>): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0);
}
