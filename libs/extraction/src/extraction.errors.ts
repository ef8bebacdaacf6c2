import type { PageType } from '@dateline/contracts';
import type { PageLook } from './site/page-look.js';

/** Why a page yields no article. These words are the reasons of rejected messages. */
export type ExtractionErrorCode = 'empty' | 'not_an_article' | 'unsupported_media' | 'too_complex';

/** Thrown by `extractArticle` for a page that can never become an article. A retry does not help. */
export class ExtractionError extends Error {
  override readonly name = 'ExtractionError';
  /** Class of a page that was read but is not an article; null otherwise. */
  readonly pageType: PageType | null;
  /** What such a page looks like. */
  readonly look: PageLook | null;
  constructor(
    readonly code: ExtractionErrorCode,
    message: string,
    options: ErrorOptions & { pageType?: PageType; look?: PageLook | null } = {},
  ) {
    super(message, options);
    this.pageType = options.pageType ?? null;
    this.look = options.look ?? null;
  }
}
