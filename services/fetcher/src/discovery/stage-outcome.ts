import type { StageOutcome } from '@dateline/contracts';
import { FETCHER_VERSION } from '../runtime/version.js';

type OutcomeFacts = Pick<StageOutcome, 'articleId' | 'stage' | 'outcome' | 'eventId' | 'feedId' | 'url'>;

/** The outcome of work that no Kafka message triggered: a poll or a page. */
export function stageOutcome(facts: OutcomeFacts & Partial<StageOutcome>, at: Date): StageOutcome {
  return {
    reason: null,
    duplicateOf: null,
    emitted: [],
    input: null,
    attempts: 1,
    service: 'fetcher',
    version: FETCHER_VERSION,
    occurredAt: at.toISOString(),
    ...facts,
    detail: facts.detail?.slice(0, 2000) ?? null,
  };
}
