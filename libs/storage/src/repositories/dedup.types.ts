import type { Sighting } from '@dateline/contracts';

/** A decision of the deduplicator, kept so that a repeated event is decided the same. */
export interface StoredDecision {
  eventId: string;
  position: { topic: string; partition: number; offset: string };
  decision: string;
  duplicateOf: string | null;
  reason: string | null;
  payload: unknown;
}

/** What the deduplicator knows of an article. */
export interface DedupState {
  contentHash: string;
  /** The last 20. */
  pastHashes: string[];
  eventId: string;
  clusterId: string | null;
}

export interface StoredSketch {
  articleId: string;
  keys: number[];
  sketch: unknown;
  clusterId: string | null;
  publishedAt: Date | null;
  at: Date;
}

export interface NewSketch extends StoredSketch {
  expiresAt: Date;
}

export interface IdentityClaim {
  key: string;
  articleId: string;
}

export interface SightingOf {
  /** Article id of the original. */
  articleId: string;
  sighting: Sighting;
}
