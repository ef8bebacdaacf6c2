import type { StatedDate } from '@dateline/dates';
import type { DateCandidate } from './date-candidates.js';

const DAY = 86_400_000;

/**
 * Swaps day and month of `04/05/2024` if the rest of the page says so. The evidence counts in this order:
 * another date on one of the two days, the order that other dates use, the time of the fetch, which no
 * publication can follow. `witnesses` are the page's dates of other fields.
 */
export function settleDayOrder(
  candidates: readonly DateCandidate[],
  witnesses: readonly DateCandidate[],
  fetchedAt: string | null,
): DateCandidate[] {
  const certain = [...candidates, ...witnesses].filter(({ value }) => value.other === null);
  const days = new Set(certain.map(({ value }) => localDay(value)));
  const [order, ...others] = new Set(certain.flatMap(({ value }) => value.order ?? []));
  const limit = fetchedAt === null ? NaN : Date.parse(fetchedAt) + DAY;
  return candidates.map((candidate) => {
    const { value } = candidate;
    if (value.other === null) return candidate;
    const turned = { ...value, iso: value.other };
    const both = [value, turned];
    const named = both.filter((date) => days.has(localDay(date)));
    const shown = order && others.length === 0 ? [value.order === order ? value : turned] : [];
    const possible = both.filter(({ iso }) => !(Date.parse(iso) > limit));
    const found = [named, shown, possible].find(({ length }) => length === 1)?.[0];
    return found ? { ...candidate, value: { ...found, other: null, isGuess: false } } : candidate;
  });
}

/** The date in the writer's calendar. */
export function localDay({ iso, zone }: StatedDate): string {
  const [hours = 0, minutes = 0] = (zone ?? '+00:00').slice(1).split(':').map(Number);
  const offset = (hours * 60 + minutes) * (zone?.startsWith('-') ? -1 : 1);
  return new Date(Date.parse(iso) + offset * 60_000).toISOString().slice(0, 10);
}
