import { outletOf } from '@dateline/article';
import type { ArticleParsed, EventEnvelope, MemberFacts } from '@dateline/contracts';
import type { MessagePosition, StageMessage } from '@dateline/messaging';
import { fingerprintArticle, type ArticleFingerprint } from '@dateline/similarity';

/** A message with the facts that its decision needs. */
export interface Arrival {
  event: EventEnvelope<ArticleParsed>;
  position: MessagePosition;
  articleId: string;
  fingerprint: ArticleFingerprint;
  facts: MemberFacts;
}

/** Fingerprint and facts of an arriving article. */
export function arrivalOf({ event, position }: StageMessage<ArticleParsed>): Arrival {
  const { article, articleId, urlNormalized, fetch, feedId, entry, discoveredAt } = event.data;
  const fingerprint = fingerprintArticle({
    articleId,
    urls: [urlNormalized, fetch.finalUrl],
    identity: urlNormalized,
    canonicalUrl: article.canonicalUrl,
    feedId,
    entryId: entry?.entryId ?? null,
    headline: article.headline,
    body: withNotes(article),
    isDoubtful: (article.bodyFlags ?? []).some((flag) => flag !== 'truncated' && flag !== 'from_feed'),
    publishedAt: new Date(article.datePublished ?? discoveredAt),
  });
  return { event, position, articleId, fingerprint, facts: factsOf(event.data) };
}

/**
 * A correction that the page prints beside its text changes the text, so that the article becomes a revision.
 */
function withNotes({ articleBody, correction = [] }: ArticleParsed['article']): string | null {
  const beside = correction.map(({ text }) => text).filter((text) => !articleBody?.includes(text));
  return articleBody === null || beside.length === 0 ? articleBody : [articleBody, ...beside].join('\n');
}

function factsOf({ article, url }: ArticleParsed): MemberFacts {
  const publisher = article.publisher?.name ?? null;
  const organisations = article.author.filter(({ type }) => type === 'Organization').map(({ name }) => name);
  const credited = [article.dateline?.agency ?? null, ...organisations];
  return {
    publishedAt: article.datePublished,
    datePrecision: article.datePublished === null ? 'unknown' : article.datePublishedPrecision,
    outlet: article.publisher?.domain ?? outletOf(url),
    publisher,
    credits: [...new Set(credited.filter((name) => name !== null && name !== publisher))].slice(
      0,
      5,
    ) as string[],
  };
}
