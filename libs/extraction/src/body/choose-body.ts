import type { BodyFlag, FieldProvenance } from '@dateline/contracts';
import { takeLead, type ArticleLead } from '../lines/take-lead.js';
import { PageText, type PageElement } from '../page/page-tree.js';
import { stripTags } from '../text/strip-tags.js';
import { textWidth } from '../text/text-width.js';
import { findBody, type BodyClues } from './find-body.js';
import { PARAGRAPH_BREAK } from './paragraph-break.js';
import { readPageState } from './page-state.js';
import { isCut, MAX_BODY } from './read-blocks.js';
import type { TextBlock } from './text-block.js';
import { LOW_CONFIDENCE, weighBody, type BodyWeight } from './weigh-body.js';

export interface BodyEvidence extends Omit<BodyClues, 'linkedBody'> {
  /** JSON-LD `articleBody`, verbatim. */
  linkedBody: string;
  /** Headline, description, and the feed's summary. The body should share words with them. */
  witnesses: readonly string[];
  isAccessibleForFree: boolean | null;
}

export interface ChosenBody extends ArticleLead<TextBlock> {
  text: string;
  confidence: number;
  flags: BodyFlag[];
  provenance: FieldProvenance;
}

/** Letters. A page with less text than this is a shell that scripts fill in. */
const SHELL = 300;
/** If the JSON-LD text is this many times as long as the page's text, the page shows only a part. */
const FULLER = 1.8;
/**
 * A page's text may be a sample of the whole if it is shorter than this, in letters, or a small share of the
 * page's running text.
 */
const SAMPLE = 1500;
const LOW_SHARE = 0.5;
const LONGEST_RIVAL = 300;

interface Candidate {
  source: 'page' | 'json-ld' | 'page-state';
  lead: ArticleLead<TextBlock>;
  text: string;
  weight: BodyWeight;
}

/**
 * Chooses the article's text: what the page shows, or, if the page is a shell or shows a sample, the whole
 * text from JSON-LD or from the state for the page's scripts. The confidence depends on length, on words
 * shared with headline and summaries, on the share of the page, and on links.
 */
export function chooseBody(root: PageElement, evidence: BodyEvidence): ChosenBody {
  const { linkedBody } = evidence;
  const linked = stripTags(linkedBody, 2 * MAX_BODY);
  const shown = findBody(root, { ...evidence, linkedBody: linked });
  const page = weigh('page', shown, { root, evidence, twin: linked });
  const width = textWidth(page.text);
  const isShort = width < SAMPLE || width < root.goodWidth * LOW_SHARE;
  const isPart = isShort && textWidth(linked) > Math.max(2 * SHELL, width * (width < SHELL ? 1 : FULLER));
  const rival = isPart
    ? weigh('json-ld', leadOf(linkedBody, root, evidence), { root, evidence, twin: '' })
    : stateOf(root, evidence, width);
  const [best, other] =
    rival && rival.weight.confidence > page.weight.confidence ? [rival, page] : [page, rival];
  const { confidence, flags } = best.weight;
  return {
    ...best.lead,
    text: best.text,
    confidence,
    flags: [
      ...flags,
      ...(isCut(best.lead.lines) ? (['truncated'] as const) : []),
      ...(confidence < LOW_CONFIDENCE ? (['low_confidence'] as const) : []),
    ],
    provenance: {
      source: best.source,
      rivals:
        other && other.text !== ''
          ? [{ source: other.source, value: other.text.slice(0, LONGEST_RIVAL) }]
          : [],
    },
  };
}

/** The text that the page's scripts would show, if the page is a shell without them. */
function stateOf(root: PageElement, evidence: BodyEvidence, width: number): Candidate | null {
  if (width >= SHELL) return null;
  const state = readPageState(root);
  if (textWidth(state) <= 2 * SHELL) return null;
  return weigh('page-state', leadOf(state, root, evidence), { root, evidence, twin: '' });
}

function weigh(
  source: Candidate['source'],
  lead: ArticleLead<TextBlock>,
  { root, evidence, twin }: { root: PageElement; evidence: BodyEvidence; twin: string },
): Candidate {
  const text = lead.lines.map((line) => line.text).join('\n');
  const linked = lead.lines.reduce((sum, line) => sum + line.linkShare * line.text.length, 0);
  const weight = weighBody({
    text,
    linkShare: linked / Math.max(1, text.length),
    pageShare: source === 'page' && root.goodWidth > 0 ? textWidth(text) / root.goodWidth : null,
    witnesses: evidence.witnesses,
    twin,
    isAccessibleForFree: evidence.isAccessibleForFree,
  });
  return { source, lead, text, weight };
}

/**
 * Lays out a text from the page's data as lines of the page. Line breaks and block tags separate the
 * paragraphs.
 */
function leadOf(written: string, root: PageElement, { isChromeLine }: BodyEvidence): ArticleLead<TextBlock> {
  const lines = written
    .slice(0, MAX_BODY)
    .split(PARAGRAPH_BREAK)
    .map((line) => stripTags(line, MAX_BODY))
    .filter((line) => line !== '' && !isChromeLine(line));
  const block = (text: string): TextBlock => ({
    text,
    tag: 'p',
    linkShare: 0,
    element: root,
    nodes: [new PageText(text, root)],
  });
  return takeLead(lines.map(block), (_, text) => block(text));
}
