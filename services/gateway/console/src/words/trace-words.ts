import type { Trace } from '../api/types.js';
import { duration } from './times.js';

type Step = Trace['steps'][number];

const STAGES: Readonly<Record<string, string>> = {
  schedule: 'Discovered',
  fetch: 'Page fetched',
  parse: 'Parsed',
  deduplicate: 'Resolved',
  index: 'Indexed',
  withdraw: 'Withdrawn',
};

/** What a step did, as people say it. */
export function stepWords({ stage, outcome, reason, detail, attempts }: Step): string {
  const what = STAGES[stage] ?? stage;
  const ending = outcome === 'emitted' ? '' : `: ${outcome.replaceAll('_', ' ')}`;
  const why = reason === null ? '' : ` (${reason.replaceAll('_', ' ')})`;
  const tries = attempts > 1 ? `, after ${attempts} tries` : '';
  return `${what}${ending}${why}${tries}${detail === null ? '' : ` – ${detail}`}`;
}

/** Time from each step to the one before it, as people say it; empty for the first. */
export function waits(steps: readonly Step[]): string[] {
  return steps.map(({ at }, i) => {
    const before = steps[i - 1];
    return before === undefined ? '' : `+${duration(Math.max(0, Date.parse(at) - Date.parse(before.at)))}`;
  });
}

/** Where an article ended, in a sentence. */
export function traceSentence({ state, reason, stage, refreshing, sightings }: Trace): string {
  const seen =
    sightings > 0 ? ` Feeds showed it ${sightings} more ${sightings === 1 ? 'time' : 'times'}.` : '';
  const why = reason === null ? '' : `: ${reason.replaceAll('_', ' ')}`;
  switch (state) {
    case 'indexed':
      return `It is indexed and published${refreshing ? ', and a later change is under way' : ''}.${seen}`;
    case 'duplicate':
      return `It is a duplicate${why}.${seen}`;
    case 'rejected':
      return `It was rejected by the stage ${stage}${why}.${seen}`;
    case 'dead_lettered':
      return `The stage ${stage} could not work on it${why}. It waits for an operator.`;
    case 'in_flight':
      return `It is on its way, after the stage ${stage}.`;
  }
}
