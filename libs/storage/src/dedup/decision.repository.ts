import type { Models } from '../models/models.js';
import type { DedupState, StoredDecision } from './dedup.types.js';
import { packHex, unpackHex } from './hex-binary.js';

/** The decisions about an article, and why it stands as it does now. */
export interface DecisionHistory {
  /** Null when the article was never decided, or only refused. */
  state: DedupState | null;
  /** Latest first; decisions expire. */
  decisions: StoredDecision[];
}

/** The deduplicator's decisions by article, for people who ask why. */
export class DecisionRepository {
  constructor(private readonly models: Pick<Models, 'decisions' | 'states'>) {}

  async ofArticle(articleId: string, limit: number): Promise<DecisionHistory> {
    const [rows, state] = await Promise.all([
      this.models.decisions.collection
        .find({ articleId: packHex(articleId) } as never)
        // All decisions are kept equally long, so the one that expires last is the latest.
        .sort({ expiresAt: -1, _id: 1 })
        .limit(limit)
        .toArray(),
      this.models.states.collection.findOne({ _id: packHex(articleId) } as never),
    ]);
    return {
      state: state && (renamed(state, 'articleId') as unknown as DedupState),
      decisions: rows.map((row) => renamed(row, 'eventId') as unknown as StoredDecision),
    };
  }
}

/** A row with its id under its public name. */
function renamed(row: object, name: string): Record<string, unknown> {
  const { _id, ...rest } = unpackHex({ ...row }) as Record<string, unknown>;
  return { [name]: _id, ...rest };
}
