import { compareSketches, findNearDuplicate, type Sketch } from '@dateline/similarity';
import type { DedupRepository, DedupState } from '@dateline/storage';
import type { Claimant, Decision, KnownArticle, NearMatch } from './decide-article.js';
import type { Arrival } from './fingerprint-article.js';

interface Candidate {
  id: string;
  sketch: Sketch;
  publishedAt: Date;
  clusterId: string | null;
}

/** Sketches read for one batch at most: a key that very many texts share tells nothing. */
const MAX_CANDIDATES = 5_000;

/** What is known for a batch of arrivals, growing as they are decided one by one. */
export class Memory {
  constructor(
    private readonly owners: Map<string, string>,
    private readonly states: Map<string, DedupState>,
    private readonly candidates: Map<string, Candidate>,
  ) {}

  /** The arrival's own past, who else holds its identities, and the text most like it. */
  knowledgeOf(arrival: Arrival): { own: KnownArticle | null; claimants: Claimant[]; near: NearMatch | null } {
    return {
      own: this.known(arrival.articleId),
      claimants: this.claimantsOf(arrival),
      near: this.nearestTo(arrival),
    };
  }

  clusterOf(articleId: string): string | null {
    return this.states.get(articleId)?.clusterId ?? null;
  }

  /** What the decision changes, for the arrivals after it. */
  remember(arrival: Arrival, clusterId: string | null, decision: Decision): void {
    if (decision.kind === 'duplicate') return;
    const { articleId, contentHash, sketch, publishedAt, event } = arrival;
    const before = this.states.get(articleId);
    const pastHashes =
      before && before.contentHash !== contentHash
        ? [...before.pastHashes, before.contentHash]
        : (before?.pastHashes ?? []);
    this.states.set(articleId, { contentHash, pastHashes, eventId: event.id, clusterId });
    this.candidates.set(articleId, { id: articleId, sketch, publishedAt, clusterId });
  }

  stateOf(articleId: string, maxPastHashes: number): (DedupState & { articleId: string })[] {
    const state = this.states.get(articleId);
    return state ? [{ ...state, articleId, pastHashes: state.pastHashes.slice(-maxPastHashes) }] : [];
  }

  private known(articleId: string): KnownArticle | null {
    const state = this.states.get(articleId);
    return state ? { articleId, ...state } : null;
  }

  private claimantsOf(arrival: Arrival): Claimant[] {
    return arrival.identities.flatMap(({ key, tier }) => {
      const known = this.known(this.owners.get(key) ?? '');
      if (!known || known.articleId === arrival.articleId) return [];
      const other = this.candidates.get(known.articleId);
      const likeness =
        known.contentHash === arrival.contentHash
          ? 1
          : other
            ? compareSketches(arrival.sketch, other.sketch).score
            : 0;
      return [{ tier, known, likeness }];
    });
  }

  private nearestTo(arrival: Arrival): NearMatch | null {
    const others = [...this.candidates.values()].filter((c) => c.id !== arrival.articleId);
    const hit = findNearDuplicate(arrival.sketch, others);
    return (
      hit && {
        articleId: hit.id,
        score: hit.score,
        rule: hit.rule,
        clusterId: this.candidates.get(hit.id)?.clusterId ?? null,
      }
    );
  }
}

/** Reads what is known for a batch: states of the arrivals and of those who hold their identities, and candidate texts. */
export async function recall(
  dedup: Pick<DedupRepository, 'statesOf' | 'candidates'>,
  {
    arrivals,
    owners,
    window,
    now,
  }: { arrivals: Arrival[]; owners: Map<string, string>; window: number; now: Date },
): Promise<Memory> {
  const ids = new Set([...owners.values(), ...arrivals.map((a) => a.articleId)]);
  const keys = [...new Set(arrivals.flatMap((a) => a.sketch.keys))];
  const [states, sketches] = await Promise.all([
    dedup.statesOf([...ids]),
    dedup.candidates(
      keys,
      new Date(now.getTime() - window),
      new Date(now.getTime() + window),
      MAX_CANDIDATES,
    ),
  ]);
  const candidates = sketches.map(({ articleId, sketch, publishedAt, at, clusterId }) => {
    return { id: articleId, sketch: sketch as Sketch, publishedAt: publishedAt ?? at, clusterId };
  });
  return new Memory(owners, states, new Map(candidates.map((c) => [c.id, c])));
}
