import { describeDedupKnowledge } from './dedup-knowledge.contract.js';
import type { OpenStores } from './dedup-samples.js';
import { describeDedupStates } from './dedup-states.contract.js';

/** The contract of every DedupStore. */
export function describeDedupStore(open: OpenStores): void {
  describe('states of articles', () => describeDedupStates(open));
  describe('texts, identities, decisions and sightings', () => describeDedupKnowledge(open));
}
