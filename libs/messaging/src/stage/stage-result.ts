import type { DuplicateReason, OutgoingEvent, RejectReason } from '@dateline/contracts';

interface ResultFacts {
  /** Facts that the ledger keeps; the first stage that knows them sends them. */
  feedId?: string;
  url?: string;
  detail?: string;
  /** Effects of this message's end on other articles; published with its outcome. */
  events?: OutgoingEvent[];
}

/**
 * How a stage function ends a message. If it throws instead, the runtime retries or dead-letters the message.
 */
export type StageResult =
  | ({ outcome: 'emitted'; events: OutgoingEvent[] } & ResultFacts)
  | ({ outcome: 'duplicate'; reason: DuplicateReason; duplicateOf: string | null } & ResultFacts)
  | ({ outcome: 'rejected'; reason: RejectReason } & ResultFacts);

/** The message led to these events. An empty list is fine when the stage only writes to the database. */
export function emitted(events: OutgoingEvent[], facts: ResultFacts = {}): StageResult {
  return { outcome: 'emitted', events, ...facts };
}

/** The message adds nothing new. */
export function duplicate(
  reason: DuplicateReason,
  duplicateOf: string | null,
  facts: ResultFacts = {},
): StageResult {
  return { outcome: 'duplicate', reason, duplicateOf, ...facts };
}

/** The article is refused for good, with a reason from the closed list. */
export function rejected(reason: RejectReason, detail?: string, facts: ResultFacts = {}): StageResult {
  return { outcome: 'rejected', reason, ...(detail === undefined ? {} : { detail }), ...facts };
}
