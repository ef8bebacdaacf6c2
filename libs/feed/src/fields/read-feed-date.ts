import { readWholeDate, type DateHints } from '@dateline/dates';

const FIRST_YEAR = 1971;
/** Minutes east of UTC. Korean writers who name the half of the day leave the zone out. */
const KOREAN_HALF = /오전|오후/;
const KOREA = 540;

/**
 * Reads a date as feeds write it (RFC 822, 850 and 2822, W3CDTF, `ctime`, epoch, house styles in some sixty
 * languages) as an instant. Null if part of it is unreadable, if it is before 1971, or if it is not a day of
 * the calendar. A missing or unknown zone means UTC. Without a country, `04/05/2024` is American.
 */
export function readFeedDate(text: string | null | undefined, hints: DateHints = {}): Date | null {
  const stated = readWholeDate(text, hints);
  if (!stated) return null;
  const isKorean = stated.zone === null && stated.precision !== 'day' && KOREAN_HALF.test(text ?? '');
  const date = new Date(Date.parse(stated.iso) - (isKorean ? KOREA * 60_000 : 0));
  const year = date.getUTCFullYear();
  return year >= FIRST_YEAR && year < 10_000 ? date : null;
}
