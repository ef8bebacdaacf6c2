import { checkAgainst } from '@dateline/contracts';
import type { Database, StoredArticle, StoredDecision } from '@dateline/storage';
import { describeSurroundings, type SurroundingStores } from './describe-surroundings.js';
import { DecisionPayload, type ArticleDecision, type ArticleDecisions } from './decisions.schema.js';

/** The most decisions shown: an article that is fetched every hour has many. */
const MAX_DECISIONS = 100;

type ExplainingStores = Pick<Database, 'decisions'> &
  SurroundingStores & { articles: Pick<Database['articles'], 'loadMany'> };

/**
 * Explains an article's decisions: every stored decision about it, with its numbers. Null when there is none.
 */
export async function explainArticle(
  stores: ExplainingStores,
  articleId: string,
): Promise<ArticleDecisions | null> {
  const { decisions: kept, articles } = stores;
  const { state, decisions } = await kept.ofArticle(articleId, MAX_DECISIONS);
  if (!state && decisions.length === 0) return null;
  const named = decisions.flatMap((decision) => matchOf(decision) ?? []);
  const matched = await articles.loadMany([...new Set(named)]);
  return {
    articleId,
    phase: state?.phase ?? null,
    duplicateOf: state?.duplicateOf ?? null,
    clusterId: state?.clusterId ?? null,
    apartFrom: state?.apartFrom ?? [],
    ...(await describeSurroundings(stores, articleId)),
    decisions: decisions.map((decision) => explained(decision, matched)),
  };
}

function explained(stored: StoredDecision, articles: ReadonlyMap<string, StoredArticle>): ArticleDecision {
  const { eventId, decision, reason } = stored;
  const { ending, members = [], ...facts }: Partial<DecisionPayload> = payloadOf(stored) ?? {};
  const of = matchOf(stored);
  const record = of === null ? undefined : articles.get(of);
  const known = record && !record.erased ? record.record : undefined;
  const matched =
    of === null ? null : { articleId: of, url: known?.url ?? null, headline: known?.headline ?? null };
  return {
    eventId,
    decidedAt: facts.decidedAt ?? null,
    decision,
    tier: ending?.tier ?? null,
    reason: reason ?? ending?.ignored ?? null,
    matched,
    score: ending?.score ?? null,
    rule: ending?.rule ?? null,
    addressReused: ending?.addressReused ?? false,
    rules: facts.rules ?? null,
    comparison: facts.comparison ?? null,
    clusterId: facts.clusterId ?? null,
    members,
    previousHash: facts.previousHash ?? null,
    erased: stored.payload === null,
  };
}

/** The article that a decision names: that of a kill notice is the story that it takes back, or would have. */
function matchOf(stored: StoredDecision): string | null {
  const { story, named } = payloadOf(stored)?.ending ?? {};
  return stored.duplicateOf ?? story ?? named ?? null;
}

function payloadOf({ payload }: StoredDecision): DecisionPayload | null {
  const checked = checkAgainst(DecisionPayload, payload);
  return checked.ok ? checked.value : null;
}
