import type { MemberFacts } from '@dateline/contracts';
import type { DedupStore, NewArrival, StateTransition, StoredDecision } from '../src/index.js';
import { at, hex } from './samples.js';

export const id = (name: string) => hex(name);

/** Facts of an article of which nothing else is known. */
export const noFacts = (): MemberFacts => ({
  publishedAt: null,
  datePrecision: 'unknown',
  outlet: null,
  publisher: null,
  credits: [],
});

/** An arriving article, by its name. */
export function arrival(name: string, eventId = `e-${name}`): NewArrival {
  return {
    articleId: id(name),
    eventId,
    publishedAt: at(0),
    known: { contentHash: hex(`text ${name}`) },
    facts: noFacts(),
  };
}

/** Its decided state: standing, or dropped for `original`. */
export function settlement(
  name: string,
  phase: 'standing' | 'dropped',
  from: StateTransition['from'] = { pending: null },
  eventId = `e-${name}`,
): StateTransition {
  const state = {
    ...arrival(name, eventId),
    phase,
    clusterId: null,
    duplicateOf: phase === 'dropped' ? id('original') : null,
    decision: { kind: phase },
  };
  return { state, from };
}

export const decision = (eventId: string, word: string): StoredDecision => ({
  eventId,
  articleId: id('a'),
  position: { topic: 't', partition: 0, offset: '1' },
  decision: word,
  duplicateOf: null,
  reason: null,
  payload: { word },
});

/** Returns replicas that share one fresh store; the first two are used. */
export type OpenStores = () => Promise<DedupStore[]> | DedupStore[];
