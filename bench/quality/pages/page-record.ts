import type { PageType } from '@dateline/contracts';
import {
  ARTICLE_PAGE_TYPES,
  extractArticle,
  ExtractionError,
  type ArticleImage,
  type ExtractedArticle,
} from '@dateline/extraction';

/** The project's own pages: their truth has a field for the dateline, that of the public benchmarks counts it as text. */
const SEED = 'seed';

const CREDIT_LABEL =
  /^(?:(?:photo(?:graph)?|foto|bild|image|picture|credit|crédits?|source|quelle|fot|copyright)s?(?: by| credit| courtesy of)?\s*[:|/]?\s*|©\s*)+/i;

/** A corpus page as the evaluation reads it: an article's fields, or why the page was refused. */
export type PageRecord = ReturnType<typeof recordOf> | RefusedRecord;

interface RefusedRecord {
  articleBody: null;
  bodyConfidence: null;
  pageType: PageType | null;
  rejected: string;
}

/** Runs the product's parser over the bytes of one page of the corpus set `set`. */
export function readRecord(bytes: Buffer, set: string, url: string | null): PageRecord {
  try {
    return recordOf(extractArticle({ bytes, url, contentType: null }), set);
  } catch (error) {
    const rejected = error instanceof ExtractionError ? error.code : 'crash';
    if (rejected === 'crash') console.error(`${url ?? 'a page without address'}:`, error);
    const pageType = error instanceof ExtractionError ? error.pageType : null;
    return { articleBody: null, bodyConfidence: null, pageType, rejected };
  }
}

/** The evaluation's view of an article of the corpus set `set`. */
export function recordOf(article: ExtractedArticle, set: string) {
  const [lead] = article.image;
  return {
    headline: article.headline,
    articleBody: bodyFor(set, article),
    bodyConfidence: article.bodyConfidence,
    pageType: article.pageType,
    rejected: ARTICLE_PAGE_TYPES.includes(article.pageType) ? null : 'not_an_article',
    authors: article.author.map(({ name }) => name),
    publishedAt: inStatedZone(article),
    canonicalUrl: article.canonicalUrl,
    leadImage: lead
      ? {
          url: lead.url,
          caption: lead.caption,
          credit: restOfCredit(lead),
          creditAgency: lead.creditAgency,
          photographer: lead.creditPhotographer,
        }
      : null,
    publication: article.publisher?.name ?? null,
    mediaId: article.mediaId,
    lang: article.inLanguage,
    datelinePlace: article.dateline?.place ?? null,
  };
}

/** The evaluation parts paragraphs by blank lines. The dateline stands before the text again, as printed. */
function bodyFor(set: string, { articleBody, dateline }: ExtractedArticle): string | null {
  const printed = set !== SEED && dateline ? `${dateline.text} - ${articleBody ?? ''}` : articleBody;
  return printed?.replaceAll('\n', '\n\n') ?? null;
}

/** What the printed credit says besides agency and photographer: the evaluation joins the three. */
function restOfCredit({ creditText, creditAgency, creditPhotographer }: ArticleImage): string | null {
  if (creditText === null) return null;
  const known = new Set(words(`${creditAgency ?? ''} ${creditPhotographer ?? ''}`));
  const rest = words(creditText.replace(CREDIT_LABEL, '')).filter((word) => !known.has(word));
  return rest.length > 0 ? rest.join(' ') : null;
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Dates are compared by day: the day on the publisher's own calendar, so the stated offset is put back. */
function inStatedZone({ datePublished, datePublishedZone }: ExtractedArticle): string | null {
  if (datePublished === null || datePublishedZone === null) return datePublished;
  const [hours = 0, minutes = 0] = datePublishedZone.slice(1).split(':').map(Number);
  const offset = (hours * 60 + minutes) * (datePublishedZone.startsWith('-') ? -1 : 1);
  return new Date(Date.parse(datePublished) + offset * 60_000)
    .toISOString()
    .replace(/(?:\.\d+)?Z$/, datePublishedZone);
}
