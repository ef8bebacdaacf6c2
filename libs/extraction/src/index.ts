export { decodePage, type DecodedPage } from './charset/decode-page.js';
export { readDate, type ReadDate } from './dates/read-date.js';
export { extractArticle } from './extract-article.js';
export type {
  ArticleAuthor,
  ArticleDateline,
  ArticleImage,
  ArticlePublisher,
  DateFlag,
  DatePrecision,
  ExtractedArticle,
  FeedItemHint,
  FieldProvenance,
  LinkHint,
  PageInput,
} from './extracted-article.js';
export { ExtractionError } from './extraction.errors.js';
export type { ExtractionErrorCode } from './extraction.errors.js';
export { readCaption } from './lines/read-caption.js';
export type { CaptionReading } from './lines/read-caption.js';
export { readCredit } from './lines/read-credit.js';
export type { ImageCredit } from './lines/read-credit.js';
export { readDateline } from './lines/read-dateline.js';
export type { DatelineReading } from './lines/read-dateline.js';
export { parseRawPage } from './raw-page/parse-raw-page.js';
export type { PageReading } from './raw-page/parse-raw-page.js';
export { PARSER_VERSION } from './raw-page/parser-version.js';
export { rawPageJobOf } from './raw-page/raw-page-job.js';
export type { PageOrigin, RawPage, RawPageJob } from './raw-page/raw-page-job.js';
export { EXTRACTOR_VERSION } from './version.js';
export { detectLanguage, type DetectedLanguage } from './language/detect-language.js';
