import type { BodyFlag, FieldProvenance } from '@dateline/contracts';
import { takeLead, type ArticleLead } from '../lines/take-lead.js';
import { PageText, type PageElement } from '../page/page-tree.js';
import { stripTags } from '../text/strip-tags.js';
import { textWidth } from '../text/text-width.js';
import { findBody, type BodyClues } from './find-body.js';
import { isCut, MAX_BODY } from './read-blocks.js';
import type { TextBlock } from './text-block.js';
import { LOW_CONFIDENCE, weighBody, type BodyWeight } from './weigh-body.js';

export interface BodyEvidence extends Omit<BodyClues, 'linkedBody'> {
  /** JSON-LD `articleBody` as it stands in the page. */
  linkedBody: string;
  /** Headline, description, and the feed's summary. */
  witnesses: readonly string[];
  isAccessibleForFree: boolean | null;
}

export interface ChosenBody extends ArticleLead<TextBlock> {
  text: string;
  confidence: number;
  flags: BodyFlag[];
  provenance: FieldProvenance;
}

/** A page's own text below this is what a shell shows before its scripts run. */
const SHELL = 300;
const LONGEST_RIVAL = 300;
const BREAK = /\n+|<\/(?:p|div|li|h\d)>|<br\s{0,9}\/?>/i;

interface Candidate {
  source: 'page' | 'json-ld';
  lead: ArticleLead<TextBlock>;
  text: string;
  weight: BodyWeight;
}

/**
 * The article's text: what the page shows, or, where that is a shell or a sample, the whole text of its JSON-LD. Weighed
 * by length, by the words of headline and summaries, by its share of the page and by its links.
 */
export function chooseBody(root: PageElement, evidence: BodyEvidence): ChosenBody {
  const linked = stripTags(evidence.linkedBody, 2 * MAX_BODY);
  const shown = findBody(root, { ...evidence, linkedBody: linked });
  const page = weigh('page', shown, { root, evidence, twin: linked });
  const isShell = textWidth(page.text) < SHELL && textWidth(linked) > 2 * SHELL;
  const rival = isShell ? weigh('json-ld', linkedLead(root, evidence), { root, evidence, twin: '' }) : null;
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

/** JSON-LD text as lines of the page; its line breaks and block tags part the paragraphs. */
function linkedLead(root: PageElement, { linkedBody, isChromeLine }: BodyEvidence): ArticleLead<TextBlock> {
  const lines = linkedBody
    .slice(0, MAX_BODY)
    .split(BREAK)
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
