import type { ExtractedArticle } from '../extracted-article.js';

/** The feed's text replaces the page's only if it has at least this many times as many letters. */
const FULLER = 1.5;
const LEAST_LETTERS = 400;
const LONGEST_RIVAL = 300;

/** Whether the page's text should be compared with the feed's. */
export function isDoubtful({ bodyFlags }: ExtractedArticle): boolean {
  return bodyFlags.some((flag) => flag !== 'truncated' && flag !== 'from_feed');
}

/** Whether a text is more than a teaser: it is long enough and not cut. */
export function isWhole({ articleBody, bodyFlags }: ExtractedArticle): boolean {
  return articleBody.length >= LEAST_LETTERS && !bodyFlags.includes('cut_short');
}

/**
 * Returns the page with the text of its feed entry if that is whole, longer and weighs more; otherwise the
 * page. The provenance names the other text as a rival either way.
 */
export function preferFullerText(page: ExtractedArticle, feed: ExtractedArticle | null): ExtractedArticle {
  if (feed === null) return page;
  const fuller =
    isWhole(feed) &&
    feed.articleBody.length >= page.articleBody.length * FULLER &&
    feed.bodyConfidence > page.bodyConfidence;
  const [winner, rival] = fuller ? [feed, page] : [page, feed];
  const rivals = [...(winner.provenance['articleBody']?.rivals ?? [])];
  if (rival.articleBody !== '' && rival.articleBody !== winner.articleBody)
    rivals.push({
      source: fuller ? 'page' : 'feed',
      value: rival.articleBody.slice(0, LONGEST_RIVAL),
    });
  const source = fuller ? 'feed' : (page.provenance['articleBody']?.source ?? 'page');
  const provenance = { ...page.provenance, articleBody: { source, rivals } };
  return fuller ? withTextOf(page, feed, provenance) : { ...page, provenance };
}

function withTextOf(
  page: ExtractedArticle,
  feed: ExtractedArticle,
  provenance: ExtractedArticle['provenance'],
): ExtractedArticle {
  const { articleBody, articleBodyHtml, wordCount, sentenceCount, charCount, bodyConfidence, bodyFlags } =
    feed;
  return {
    ...page,
    articleBody,
    articleBodyHtml,
    wordCount,
    sentenceCount,
    charCount,
    bodyConfidence,
    bodyFlags,
    headline: page.headline ?? feed.headline,
    dateline: feed.dateline ?? page.dateline,
    inLanguage: feed.languageDetected ? feed.inLanguage : page.inLanguage,
    languageDetected: feed.languageDetected ?? page.languageDetected,
    correction: page.correction.length > 0 ? page.correction : feed.correction,
    image: page.image.length > 0 ? page.image : feed.image,
    provenance: {
      ...provenance,
      ...(feed.dateline && feed.provenance['dateline'] ? { dateline: feed.provenance['dateline'] } : {}),
    },
  };
}
