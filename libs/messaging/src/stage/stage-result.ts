import type { DuplicateReason, OutgoingEvent, RejectReason } from '@dateline/contracts';

interface ResultFacts {
  /** Kept in the ledger where the stage is the first to know them. */
  feedId?: string;
  url?: string;
  detail?: string;
  /** What the end of this message means for other articles; published with its outcome. */
  events?: OutgoingEvent[];
}

/** How a stage function ends a message. What it throws instead is retried or dead-lettered by the runtime. */
export type StageResult =
  | ({ outcome: 'emitted'; events: OutgoingEvent[] } & ResultFacts)
  | ({ outcome: 'duplicate'; reason: DuplicateReason; duplicateOf: string | null } & ResultFacts)
  | ({ outcome: 'rejected'; reason: RejectReason } & ResultFacts);

/** The message led to these events; none is fine where the stage only writes to the database. */
export function emitted(events: OutgoingEvent[], facts: ResultFacts = {}): StageResult {
  return { outcome: 'emitted', events, ...facts };
}

/** The message adds nothing to what is known. */
export function duplicate(
  reason: DuplicateReason,
  duplicateOf: string | null,
  facts: ResultFacts = {},
): StageResult {
  return { outcome: 'duplicate', reason, duplicateOf, ...facts };
}

/** The article is refused for good, with a reason of the closed list. */
export function rejected(reason: RejectReason, detail?: string, facts: ResultFacts = {}): StageResult {
  return { outcome: 'rejected', reason, ...(detail === undefined ? {} : { detail }), ...facts };
}
