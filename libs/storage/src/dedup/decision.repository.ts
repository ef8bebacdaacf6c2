import type { Models } from '../models/models.js';
import type { DedupState, StoredDecision } from './dedup.types.js';
import { packHex, unpackHex } from './hex-binary.js';

/** What an article was decided to be, and on what ground it stands now. */
export interface DecisionHistory {
  /** Null for an article that was never decided, or only refused. */
  state: DedupState | null;
  /** The latest first, as long as they are kept. */
  decisions: StoredDecision[];
}

/** Decisions of the deduplicator as people ask for them: by article. */
export class DecisionRepository {
  constructor(private readonly models: Pick<Models, 'decisions' | 'states'>) {}

  async ofArticle(articleId: string, limit: number): Promise<DecisionHistory> {
    const [rows, state] = await Promise.all([
      this.models.decisions.collection
        .find({ articleId: packHex(articleId) } as never)
        // Each is kept for the same time, so that the latest to go is the latest.
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

/** A row with its id under the name that it has outside. */
function renamed(row: object, name: string): Record<string, unknown> {
  const { _id, ...rest } = unpackHex({ ...row }) as Record<string, unknown>;
  return { [name]: _id, ...rest };
}
