import { deterministicId, type ClusterMember } from '@dateline/contracts';
import { SIMILARITY_RULES_VERSION } from '@dateline/similarity';
import type { DedupState } from '@dateline/storage';
import type { Arrival } from './arrival.js';
import type { FinalDecision } from './decision-record.js';

/** The cluster that forms round an article when the first other joins it: every replica names it alike. */
export function clusterIdOf(articleId: string): string {
  return deterministicId('cluster', articleId);
}

/** Who stands together after a near-duplicate was found: the article it is near to, and itself. */
export function membersOf(
  arrival: Arrival,
  near: DedupState,
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
