import type { Decisions } from '../api/types.js';
import { percent } from './numbers.js';

type Decision = Decisions['decisions'][number];

const TIERS: Readonly<Record<string, string>> = {
  entry: 'the entry of its feed',
  url: 'its address',
  canonical: 'its canonical address',
  content: 'the same text',
  headline: 'the same headline',
  near_duplicate: 'a text that is nearly the same',
};
const REFUSALS: Readonly<Record<string, string>> = {
  too_few_shared: 'too little of it is the same',
  below_threshold: 'the texts are not alike enough',
  number_guard: 'their numbers differ',
  lead_rule: 'their beginnings differ',
};

/** What was decided and by what, in a sentence. */
export function decisionSentence({ decision, tier, reason, score }: Decision): string {
  const by = tier === null || tier === 'none' ? '' : `, by ${TIERS[tier] ?? tier}`;
  const alike = score === null ? '' : ` (${percent(score)} alike)`;
  switch (decision) {
    case 'new':
      return 'A new article: nothing that is known is the same.';
    case 'revision':
      return `A new version of what was known${by}${alike}.`;
    case 'duplicate':
      return `A duplicate${by}${alike}${reason === null ? '' : `: ${reason.replaceAll('_', ' ')}`}.`;
    case 'near_duplicate':
      return `An article of its own beside one that is nearly the same${alike}.`;
    case 'killed':
      return reason === null
        ? 'A kill notice, which withdrew a story.'
        : `A kill notice that withdrew nothing: ${reason.replaceAll('_', ' ')}.`;
    default:
      return `${decision}${by}${alike}.`;
  }
}

/** How two texts compare, in a sentence; null where they were not compared. */
export function comparisonSentence(comparison: Decision['comparison']): string | null {
  if (comparison === null) return null;
  const { jaccard, containment, shared, refusedBy } = comparison;
  const numbers = `${percent(jaccard)} of all their phrases are shared, ${percent(containment)} of the shorter text stands in the other (${shared} sampled phrases in both)`;
  return refusedBy === null
    ? `${numbers}.`
    : `${numbers}; no duplicate, since ${REFUSALS[refusedBy] ?? refusedBy}.`;
}
