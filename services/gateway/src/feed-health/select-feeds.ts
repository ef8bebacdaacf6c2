import { compareSeverity, type Severity } from '@dateline/feed';
import { BadCursor } from '@dateline/storage';
import type { BoardRow } from './feed-board.js';
import type { FeedFilter } from './feed-health.schema.js';

/** Of all feeds, those that a filter names, in the same order. */
export function selectFeeds(rows: readonly BoardRow[], filter: FeedFilter): BoardRow[] {
  const healths = filter.health?.split(',');
  const words = filter.q?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  return rows.filter(
    (row) =>
      (filter.state === undefined || row.state === filter.state) &&
      (healths === undefined || healths.includes(row.health.state)) &&
      (filter.label === undefined || row.labels.includes(filter.label)) &&
      (filter.host === undefined || row.hostKey === filter.host.toLowerCase()) &&
      (filter.priority === undefined || row.policy.priority === filter.priority) &&
      containsAll(row, words),
  );
}

function containsAll({ title, url, labels }: BoardRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = [title ?? '', url, ...labels].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

/**
 * The page after a cursor, and the cursor of the next one. In the order of ids the cursor is the last id, as in the list that nothing
 * filters; worst first it is the place in that order, which stays right when a feed recovers in between. Throws BadCursor.
 */
export function pageOf(
  rows: readonly BoardRow[],
  { sort, after, limit }: { sort: 'id' | 'worst'; after?: string | undefined; limit: number },
): { page: BoardRow[]; next: string | null } {
  const place = after === undefined || sort === 'id' ? null : readPlace(after);
  const ordered = sort === 'id' ? [...rows].sort((a, b) => (a.feedId < b.feedId ? -1 : 1)) : rows;
  const isAfter = (row: BoardRow) =>
    place === null ? after === undefined || row.feedId > after : compareSeverity(row.severity, place) > 0;
  const start = ordered.findIndex(isAfter);
  const page = start === -1 ? [] : ordered.slice(start, start + limit);
  const last = page.at(-1);
  if (start === -1 || start + limit >= ordered.length || !last) return { page, next: null };
  return { page, next: sort === 'id' ? last.feedId : placeText(last.severity) };
}

const placeText = (severity: Severity) => Buffer.from(JSON.stringify(severity)).toString('base64url');

function readPlace(cursor: string): Severity {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(place) && place.length === 6) return place as unknown as Severity;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new BadCursor();
}
