import type { PageType } from '@dateline/contracts';

/** Why a page yields no article; the words are the reasons a rejected message carries. */
export type ExtractionErrorCode = 'empty' | 'not_an_article' | 'unsupported_media' | 'too_complex';

/** Thrown by `extractArticle` for a page that can never become an article: a retry does not help. */
export class ExtractionError extends Error {
  override readonly name = 'ExtractionError';
  /** Class of a page that was read and is no article. */
  readonly pageType: PageType | null;
  constructor(
    readonly code: ExtractionErrorCode,
    message: string,
    options: ErrorOptions & { pageType?: PageType } = {},
  ) {
    super(message, options);
    this.pageType = options.pageType ?? null;
  }
}
