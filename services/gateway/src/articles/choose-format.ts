import type { ArticleFormat } from './articles.schema.js';

/** Media types of the formats; the first is what the answer is declared as. */
export const MEDIA_TYPES: Record<ArticleFormat, readonly [string, ...string[]]> = {
  json: ['application/json'],
  ndjson: ['application/x-ndjson', 'application/ndjson', 'application/jsonl'],
  jsonfeed: ['application/feed+json'],
  rss: ['application/rss+xml'],
};

/** The format that is asked for by name, else the first that the header Accept names; JSON for any other. */
export function chooseFormat(named: ArticleFormat | undefined, accept: string | undefined): ArticleFormat {
  if (named !== undefined) return named;
  const types = (accept ?? '').split(',').map((type) => type.split(';')[0]?.trim().toLowerCase() ?? '');
  const formats = Object.entries(MEDIA_TYPES) as [ArticleFormat, readonly string[]][];
  for (const type of types) for (const [format, names] of formats) if (names.includes(type)) return format;
  return 'json';
}
