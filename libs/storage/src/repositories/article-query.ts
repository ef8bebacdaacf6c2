import type { ArticleRecord } from '@dateline/contracts';
import type { ArticleQuery } from './article.types.js';

/** A cursor that no article has given. */
export class BadCursor extends Error {
  readonly code = 'bad_cursor';
  constructor() {
    super('the cursor is not one that this service gave');
    this.name = 'BadCursor';
  }
}

/** Where a page ended: last change and id. Callers must not interpret it. */
export function cursorOf({ updatedAt, articleId }: Pick<ArticleRecord, 'updatedAt' | 'articleId'>): string {
  return Buffer.from(`${updatedAt}|${articleId}`).toString('base64url');
}

/** Reverses `cursorOf`. Throws BadCursor. */
export function readCursor(cursor: string): { updatedAt: Date; id: string } {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('|');
  const updatedAt = new Date(at);
  if (Number.isNaN(updatedAt.getTime()) || id === '') throw new BadCursor();
  return { updatedAt, id };
}

/** How far down the fitting articles may be followed: each page walks over all before it. */
const MOST_FITTING = 1_000;
const FITTING = 'fitting';

/** The MongoDB order of a query. */
export function orderOf({
  byRelevance,
  latestFirst,
}: ArticleQuery): Record<string, 1 | -1 | { $meta: 'textScore' }> {
  if (byRelevance) return { score: { $meta: 'textScore' }, _id: 1 };
  return latestFirst ? { updatedAt: -1, _id: -1 } : { updatedAt: 1, _id: 1 };
}

/** How many fitting articles were given before: their order has no place of its own. Throws BadCursor. */
export function placeOf({ byRelevance, updatedAfter }: ArticleQuery): number {
  if (!byRelevance || !updatedAfter) return 0;
  const [kind, place] = Buffer.from(updatedAfter, 'base64url').toString('utf8').split('|');
  if (kind !== FITTING || !/^\d{1,4}$/.test(place ?? '')) throw new BadCursor();
  return Number(place);
}

/** The cursor of the page after this one; null beyond the last place that may be asked for. */
export function cursorAfter(query: ArticleQuery, last: ArticleRecord): string | null {
  if (!query.byRelevance) return cursorOf(last);
  const place = placeOf(query) + query.limit;
  return place >= MOST_FITTING ? null : Buffer.from(`${FITTING}|${place}`).toString('base64url');
}

/** The MongoDB filter of a query. */
export function filterOf(query: ArticleQuery): Record<string, unknown> {
  const published = { ...(query.from ? { $gte: query.from } : {}), ...(query.to ? { $lt: query.to } : {}) };
  return {
    erased: false,
    ...(query.text ? { $text: { $search: query.text } } : {}),
    ...(query.feedId ? { feedId: query.feedId } : {}),
    ...(query.language ? { inLanguage: query.language } : {}),
    ...(query.pageType ? { pageType: query.pageType } : {}),
    ...(query.publisherDomain ? { 'publisher.domain': query.publisherDomain } : {}),
    ...(query.clusterId ? { clusterId: query.clusterId } : {}),
    ...(query.section ? { articleSection: query.section } : {}),
    ...(query.author ? { 'author.name': query.author } : {}),
    ...(query.status ? { status: query.status } : {}),
    ...(query.feedIds && !query.feedId ? { feedId: { $in: [...query.feedIds] } } : {}),
    ...(query.changedSince ? { updatedAt: { $gte: query.changedSince } } : {}),
    ...(Object.keys(published).length > 0 ? { datePublished: published } : {}),
    ...(query.updatedAfter && !query.byRelevance
      ? beyondCursor(query.updatedAfter, query.latestFirst ? '$lt' : '$gt')
      : {}),
  };
}

function beyondCursor(cursor: string, beyond: '$lt' | '$gt'): Record<string, unknown> {
  const { updatedAt, id } = readCursor(cursor);
  return { $or: [{ updatedAt: { [beyond]: updatedAt } }, { updatedAt, _id: { [beyond]: id } }] };
}
