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
  /** The page's own summary. Printed above the text it is a standfirst and not part of the body. */
  description: string | null;
  /** JSON-LD `articleBody` as plain text. */
  linkedBody: string;
  /** Classes that JSON-LD names for the parts behind a paywall. */
  paywalled: ReadonlySet<string>;
  /** Whether a line is one that this publisher prints on every page. */
  isChromeLine: (line: string) => boolean;
}

/** If the body has less than this share of a page with much text, class names misled the first pass. */
const LOW_SHARE = 0.3;
/**
 * Letters. A first result shorter than this is replaced by any longer one; a longer result only by one that
 * contains it.
 */
const SHORT_BODY = 400;
const MUCH_TEXT = 600;

/**
 * If the visible text has fewer letters than the first number, it is replaced by hidden text that is long
 * enough and this many times as long.
 */
const HARDLY_ANY = 250;
const LEAST_HIDDEN = 800;
const TIMES_HIDDEN = 4;

/**
 * Finds the article's own blocks and what stands above them. Marks on the tree what it leaves out as dropped.
 */
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

/** Whether the second result contains the whole first one and more around it, so that it is the same text. */
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
