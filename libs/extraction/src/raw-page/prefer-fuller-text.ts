import type { ExtractedArticle } from '../extracted-article.js';

/** A feed's text is taken for the page's when it has this many times its letters, and no less. */
const FULLER = 1.5;
const LEAST_LETTERS = 400;
const LONGEST_RIVAL = 300;

/** Whether a page's text calls for a second opinion. */
export function isDoubtful({ bodyFlags }: ExtractedArticle): boolean {
  return bodyFlags.some((flag) => flag !== 'truncated' && flag !== 'from_feed');
}

/** Whether a text is more than a teaser: long enough, and not cut. */
export function isWhole({ articleBody, bodyFlags }: ExtractedArticle): boolean {
  return articleBody.length >= LEAST_LETTERS && !bodyFlags.includes('cut_short');
}

/**
 * The page with the text of its feed entry where that is whole, fuller and weighs more; the page otherwise. Either way the
 * other text is named as a rival in the provenance.
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
