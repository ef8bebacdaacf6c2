import { AUTHORITIES, normaliseUrl, outletOf } from '@dateline/article';
import type { Database } from '@dateline/storage';
import { parameterAnswerOf } from '../parameters/parameters.schema.js';
import type { ArticleDecisions } from './decisions.schema.js';

export type SurroundingStores = Pick<
  Database,
  'ledger' | 'urlParameters' | 'feedVoices' | 'skippedEntries' | 'frontier'
>;
export type Surroundings = Pick<ArticleDecisions, 'host' | 'parameters' | 'authority' | 'skipped'>;

const MAX_SKIPPED = 10;

/**
 * What else decided about an article beside the comparison of texts: what was learned of the parameters at its
 * host, with what authority its feed speaks of it, and which entries of its address were left out.
 */
export async function describeSurroundings(
  stores: SurroundingStores,
  articleId: string,
): Promise<Surroundings> {
  const { ledger, urlParameters, skippedEntries, frontier } = stores;
  const [trace, named] = await Promise.all([ledger.get(articleId), frontier.namedBy(articleId)]);
  const url = trace?.url ?? null;
  const key = url === null ? null : normaliseUrl(url);
  const host = key === null ? null : new URL(key).host;
  const [learned, skipped, authority] = await Promise.all([
    host === null ? [] : urlParameters.list(host),
    url === null ? [] : skippedEntries.find(url, MAX_SKIPPED),
    named === null ? null : authorityOf(stores, named, url),
  ]);
  return {
    host,
    parameters: learned.map(parameterAnswerOf),
    authority,
    skipped: skipped.map(({ feedId, reason, guid, title, firstSeenAt, lastSeenAt }) => ({
      feedId,
      reason,
      guid,
      title,
      firstSeenAt: firstSeenAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    })),
  };
}

async function authorityOf(
  { feedVoices }: SurroundingStores,
  { feedId, authority }: { feedId: string; authority: string | null },
  url: string | null,
): Promise<NonNullable<Surroundings['authority']>> {
  const outlet = url === null ? null : outletOf(url);
  const voice = outlet === null ? null : await feedVoices.get(feedId, outlet);
  const word = AUTHORITIES.find((known) => known === authority) ?? null;
  const voices = voice?.by
    ? [
        {
          outlet: voice.outlet,
          by: voice.by,
          evidence: voice.evidence,
          checkedAt: voice.checkedAt.toISOString(),
        },
      ]
    : [];
  return { word, feedId, voices };
}
