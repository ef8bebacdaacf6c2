import type { BodyFlag } from '@dateline/contracts';
import type { Measures } from '../page-type/page-measures.types.js';
import { probabilityOf, weighTrees } from '../page-type/weigh-trees.js';
import { CONFIDENCE_MODEL } from '../page-type/confidence.model.js';
import { LOW_CONFIDENCE, type BodyWeight } from './weigh-body.js';

/** A page with fewer elements has too few features for the model. Then the rules decide alone. */
const BARE = 60;
/** Factor on the probability for each sign that the text continues elsewhere. */
const LEFT = 0.6;
/** From this probability on a text is trusted and gets no flags. */
const TRUSTED = 0.8;
/** Shares from which on a flag is raised. */
const MISSING = 0.4;
const HIDDEN = 0.3;
const LINKED = 0.3;
const FOREIGN = 0.25;
/** Least number of words for which the JSON-LD text counts as one. */
const LEAST_LINKED = 60;

/**
 * Returns the probability that a body is the whole article and nothing else (page F1 of 0.9 or more),
 * computed from the measures of its page, with the flags that explain a low value. docs/page-models.md
 * describes the calibration.
 */
export function judgeBody(measures: Measures, { confidence, flags }: BodyWeight): BodyWeight {
  const others = flags.filter((flag) => flag !== 'low_confidence');
  const isBare = (measures['elements'] ?? 0) < BARE || (measures['bodyWidth'] ?? 0) === 0;
  const [odds = 0] = weighTrees(CONFIDENCE_MODEL, measures);
  const cut = others.filter((flag) => flag === 'cut_short' || flag === 'paywalled').length;
  const learned = probabilityOf(odds) * LEFT ** cut;
  const sure = Math.round((isBare ? confidence : learned) * 100) / 100;
  const reasons = sure < TRUSTED ? reasonsOf(measures) : [];
  const low = sure < LOW_CONFIDENCE ? (['low_confidence'] as const) : [];
  return { confidence: sure, flags: [...others, ...reasons, ...low] };
}

function reasonsOf(measures: Measures): BodyFlag[] {
  const of = (name: string): number => measures[name] ?? 0;
  const hasLinked = of('linkedWords') >= LEAST_LINKED;
  const isForeign = (name: string): boolean => of(name) >= 0 && of(name) < FOREIGN;
  const reasons: readonly (readonly [BodyFlag, boolean])[] = [
    ['half_missing', of('lackShare') >= MISSING || (hasLinked && of('linkedSaid') < 1 - MISSING)],
    [
      'other_story',
      hasLinked ? isForeign('saidLinked') : isForeign('descriptionSaid') && isForeign('headlineSaid'),
    ],
    ['hidden_text', of('hiddenShare') >= HIDDEN],
    ['extra_text', hasLinked && of('linkedSaid') > 1 - FOREIGN && of('saidLinked') < 1 - MISSING],
    ['many_links', of('bodyLinkShare') >= LINKED],
  ];
  return reasons.flatMap(([flag, holds]) => (holds ? [flag] : []));
}
