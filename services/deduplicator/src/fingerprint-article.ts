import { contentHashOf, normaliseUrl } from '@dateline/article';
import type { ArticleParsed, EventEnvelope } from '@dateline/contracts';
import type { MessagePosition, StageMessage } from '@dateline/messaging';
import { sketchOf, type Sketch } from '@dateline/similarity';

/** How an article may be recognised, strongest first. */
export type IdentityTier = 'entry' | 'url' | 'content';

export interface Identity {
  key: string;
  tier: IdentityTier;
}

/** What the decision needs to know of an arriving article. */
export interface Arrival {
  event: EventEnvelope<ArticleParsed>;
  position: MessagePosition;
  articleId: string;
  identities: Identity[];
  contentHash: string;
  sketch: Sketch;
  publishedAt: Date;
}

/** Below this many letters a text is too short for its hash to tell articles apart: "Page not found" is no article's copy. */
const MIN_CONTENT_CHARS = 80;

/** Keys, hash and sketch of an article that arrives. */
export function fingerprintArticle({ event, position }: StageMessage<ArticleParsed>): Arrival {
  const { article, articleId, discoveredAt } = event.data;
  const body = article.articleBody ?? '';
  return {
    event,
    position,
    articleId,
    identities: identitiesOf(event.data),
    contentHash: contentHashOf(article.headline, body),
    sketch: sketchOf(body, { title: article.headline ?? undefined }),
    publishedAt: new Date(article.datePublished ?? discoveredAt),
  };
}

function identitiesOf({ article, ...origin }: ArticleParsed): Identity[] {
  const urls = [origin.urlNormalized, origin.fetch.finalUrl, article.canonicalUrl]
    .map((url) => (url === null ? null : normaliseUrl(url)))
    .filter((url) => url !== null);
  const identities: Identity[] = [...new Set(urls)].map((url) => ({ key: `url:${url}`, tier: 'url' }));
  const entryId = origin.entry?.entryId;
  if (origin.feedId !== null && entryId)
    identities.unshift({ key: `entry:${origin.feedId}:${entryId}`, tier: 'entry' });
  if ((article.articleBody?.length ?? 0) >= MIN_CONTENT_CHARS) {
    identities.push({
      key: `content:${contentHashOf(article.headline, article.articleBody)}`,
      tier: 'content',
    });
  }
  return identities;
}
