import { Link } from 'wouter-preact';
import type { Article } from '../../api/types.js';
import { Badge } from '../../parts/badge.js';
import { When } from '../../parts/when.js';
import { count } from '../../words/numbers.js';

export function ArticleRow({ article }: { article: Article }) {
  const {
    articleId,
    headline,
    publisher,
    url,
    datePublished,
    indexedAt,
    wordCount,
    version,
    status,
    pageType,
  } = article;
  const doubt = doubtOf(article);
  return (
    <article class="article-row">
      <Link
        href={`/articles/${articleId}`}
        dir="auto"
        lang={article.inLanguage ?? undefined}
        class="headline"
      >
        {headline ?? 'Without a headline'}
      </Link>
      <p class="facts-line">
        <span dir="auto">{publisher?.name ?? hostOf(url)}</span>
        <When at={datePublished ?? indexedAt} />
        <span>{count(wordCount)} words</span>
        {pageType === 'article' ? null : <span>{pageType.replaceAll('_', ' ')}</span>}
        {version > 1 ? <span>version {version}</span> : null}
        {status === 'canceled' ? <Badge tone="bad">retracted</Badge> : null}
        {doubt === null ? null : <Badge tone="warn">{doubt}</Badge>}
      </p>
    </article>
  );
}

/** Why a reader should not trust the body, in words; null where nothing speaks against it. */
export function doubtOf({ bodyConfidence, bodyFlags }: Article): string | null {
  if (bodyConfidence === null || bodyConfidence >= 0.5) return null;
  const why = bodyFlags.filter((flag) => flag !== 'low_confidence').map((flag) => flag.replaceAll('_', ' '));
  return why.length === 0 ? 'doubtful body' : why.join(', ');
}

export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
