export type TraceState = 'in_flight' | 'indexed' | 'duplicate' | 'rejected' | 'dead_lettered';

export interface TraceStep {
  key: string;
  stage: string;
  outcome: string;
  reason: string | null;
  detail: string | null;
  duplicateOf: string | null;
  eventId: string | null;
  attempts: number;
  service: string;
  version: string;
  at: Date;
  /** Events that an emitted outcome led to; absent where there are none, and in steps of earlier versions. */
  emitted?: string[];
  /** Of a dead letter and of a replay: topic/partition/offset of the message. */
  input?: string;
}

/** The outcome that a fact of a trace comes from: the first in this order has it. */
export type StepOrder = Pick<TraceStep, 'at' | 'stage' | 'key'>;

/** The trace of one article. */
export interface Trace {
  articleId: string;
  url: string | null;
  feedId: string | null;
  /** Day of discovery, YYYY-MM-DD in UTC. */
  day: string;
  state: TraceState;
  reason: string | null;
  duplicateOf: string | null;
  /** Stage that decided the state. */
  stage: string;
  /** A changed entry of an indexed article is in the pipeline. */
  refreshing: boolean;
  discoveredAt: Date;
  updatedAt: Date;
  indexedAt: Date | null;
  steps: TraceStep[];
  rev: number;
  /** Entries, by feed, that led to this article. */
  sightings: number;
  /** The last outcome that was applied. */
  lastOutcome: { partition: number; offset: string } | null;
  /** Where address and feed come from; absent in traces of earlier versions. */
  names?: { url?: StepOrder; feedId?: StepOrder };
}

export interface TraceQuery {
  state?: TraceState | undefined;
  feedId?: string | undefined;
  reason?: string | undefined;
  limit: number;
  /** Article id to continue after. */
  after?: string | undefined;
}

export interface OverdueQuery {
  before: Date;
  limit: number;
  /** Article id to continue after. */
  after?: string | undefined;
}

export interface DayBalance {
  feedId: string | null;
  day: string;
  discovered: number;
  indexed: number;
  duplicate: number;
  rejected: number;
  deadLettered: number;
  inFlight: number;
}

/** The articles of one feed by their current state. */
export interface FeedBalance extends Omit<DayBalance, 'feedId' | 'day'> {
  rejectedBy: Record<string, number>;
}

/** The articles that fail a cross-check: their number and a sample. */
export interface Offenders {
  count: number;
  ids: string[];
}

export interface UnattributedOutcome {
  id: string;
  stage: string;
  outcome: string;
  reason: string | null;
  detail: string | null;
  at: Date;
  /** The id of an article for whose existence the outcome is no evidence, with the outcome's facts. */
  articleId?: string;
  said?: unknown;
}
