import { readMachineDate, readWholeDate, type DateHints, type WholeDate } from '@dateline/dates';
import type { FeedEntry } from '../feed.types.js';

const FIRST_YEAR = 1971;
/** Minutes east of UTC. Korean writers who name the half of the day leave the zone out. */
const KOREAN_HALF = /오전|오후/;
const KOREA = 540;

/** An instant as ISO 8601 in UTC, and how exactly the feed states it. */
export interface FeedDate {
  iso: string;
  precision: WholeDate['precision'];
}

/**
 * Reads a date as feeds write it (RFC 822, 850 and 2822, W3CDTF, `ctime`, epoch, house styles in some sixty
 * languages). Null if part of it is unreadable, if it is before 1971, or if it is not a day of
 * the calendar. A missing or unknown zone means UTC. Without a country, `04/05/2024` is American.
 */
export function readStatedFeedDate(text: string | null | undefined, hints: DateHints = {}): FeedDate | null {
  const instant = readMachineDate((text ?? '').trim());
  const stated = instant ? { date: instant, precision: 'second' as const } : readStated(text, hints);
  const year = stated?.date.getUTCFullYear() ?? 0;
  if (!stated || year < FIRST_YEAR || year >= 10_000) return null;
  return { iso: stated.date.toISOString(), precision: stated.precision };
}

function readStated(text: string | null | undefined, hints: DateHints) {
  const stated = readWholeDate(text, hints);
  if (!stated) return null;
  const isKorean = stated.zone === null && stated.precision !== 'day' && KOREAN_HALF.test(text ?? '');
  const date = new Date(Date.parse(stated.iso) - (isKorean ? KOREA * 60_000 : 0));
  return { date, precision: stated.precision };
}

/** The fields of an entry that a publication date fills. */
export function publicationOf(date: FeedDate | null): Pick<FeedEntry, 'published' | 'publishedPrecision'> {
  return date ? { published: date.iso, publishedPrecision: date.precision } : { published: null };
}

/** The instant alone. */
export function readFeedDate(text: string | null | undefined, hints: DateHints = {}): Date | null {
  const stated = readStatedFeedDate(text, hints);
  return stated && new Date(stated.iso);
}
