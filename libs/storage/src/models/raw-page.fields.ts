import { id, Mixed, text } from './field-kinds.js';

/** Collections of the raw store: pages by content hash, and the fetches that returned them. */
export const rawPageFields = {
  rawPages: {
    collection: 'raw_pages',
    fields: {
      ...id,
      gzip: Buffer,
      bytes: Number,
      contentType: text,
      url: String,
      storedAt: Date,
      expiresAt: Date,
    },
  },
  pageFetches: {
    collection: 'page_fetches',
    fields: {
      ...id,
      articleId: String,
      sha256: String,
      feedId: text,
      fetchedAt: Date,
      origin: Mixed,
      expiresAt: Date,
    },
  },
} as const;
