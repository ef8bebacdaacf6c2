import { Schema } from 'mongoose';

/** Collections of the raw store: pages by content hash, and the fetches that brought them. */
export const rawPageFields = {
  rawPages: {
    collection: 'raw_pages',
    fields: {
      _id: { type: String, required: true },
      gzip: Buffer,
      bytes: Number,
      contentType: { type: String, default: null },
      url: String,
      storedAt: Date,
      expiresAt: Date,
    },
  },
  pageFetches: {
    collection: 'page_fetches',
    fields: {
      _id: { type: String, required: true },
      articleId: String,
      sha256: String,
      feedId: { type: String, default: null },
      fetchedAt: Date,
      origin: Schema.Types.Mixed,
      expiresAt: Date,
    },
  },
} as const;
