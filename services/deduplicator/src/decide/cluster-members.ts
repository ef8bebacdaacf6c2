import { deterministicId, type ClusterMember } from '@dateline/contracts';
import { SIMILARITY_RULES_VERSION } from '@dateline/similarity';
import type { Arrival } from './arrival.js';
import type { FinalDecision, State } from './decision-record.js';

/** Id of the cluster that begins with an article; every replica computes the same. */
export function clusterIdOf(articleId: string): string {
  return deterministicId('cluster', articleId);
}

/** The members of a cluster after a near-duplicate was found: the article that it resembles, and itself. */
export function membersOf(
  arrival: Arrival,
  near: State,
  { ending, at }: { ending: Extract<FinalDecision, { kind: 'near_duplicate' }>; at: string },
): ClusterMember[] {
  const joined = { joinedAt: at, joinedBy: 'rule' } as const;
  const rule = `${ending.rule} ${SIMILARITY_RULES_VERSION}`;
  return [
    { articleId: near.articleId, ...near.facts, of: null, score: null, rule: 'first', ...joined },
    {
      articleId: arrival.articleId,
      ...arrival.facts,
      of: near.articleId,
      score: ending.score,
      rule,
      ...joined,
    },
  ];
}
