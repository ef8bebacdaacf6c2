import type { DateFlag, ParsedArticle } from '@dateline/contracts';
import { metaOf } from '../../page/read-signals.js';
import { propertyOf } from '../../page/property-of.js';
import { textOf } from '../../page/text-of.js';
import type { Candidate } from '../provenance.js';
import {
  LONGEST_DATE_LINE,
  publishedCandidates,
  UPDATE_LABEL,
  readAll,
  type DateCandidate,
} from './date-candidates.js';
import { MODIFIED_KEYS } from './date-keys.js';
import { dateHintsOf } from './date-hints-of.js';
import type { PageContext } from '../page-context.js';
import { localDay, settleDayOrder } from './settle-day-order.js';

export type ArticleDates = Pick<
  ParsedArticle,
  | 'datePublished'
  | 'dateModified'
  | 'datePublishedPrecision'
  | 'datePublishedZoneStated'
  | 'datePublishedZone'
  | 'dateFlags'
>;

/**
 * The web is younger than this. An earlier date is one that the story mentions, unless a machine-readable
 * field states it.
 */
const EARLIEST_YEAR = 1995;
const DAY = 86_400_000;
const MOST_LINES = 40;
/** Sources whose dates get a flag. */
const WEAK_SOURCES: ReadonlyMap<string, DateFlag> = new Map([
  ['url', 'from_url'],
  ['text', 'from_text'],
  ['feed', 'from_feed'],
]);

/**
 * Reads publication and change from JSON-LD, meta elements, URL, time elements, date-like elements and the
 * feed, then from the page's text.
 */
export function readDates(context: PageContext): ArticleDates {
  const flags: DateFlag[] = [];
  const settled = settleDayOrder(
    publishedCandidates(context),
    modifiedCandidates(context),
    context.fetchedAt,
  );
  const candidates = settled.filter((candidate) => isPlausible(candidate, context.fetchedAt, flags));
  const winner = unlessRestamped(candidates, context);
  const chosen = winner && finest(winner, candidates);
  if (chosen) context.provenance.choose('datePublished', showDate(chosen), candidates.map(showDate));
  if (!chosen) flags.push('absent');
  const weak = winner && WEAK_SOURCES.get(winner.source);
  if (weak) flags.push(weak);
  if (chosen && chosen.value.year < 1990) flags.push('before_1990');
  if (chosen?.value.isGuess) flags.push('day_order_guessed');
  return {
    datePublished: chosen?.value.iso ?? null,
    dateModified: readModified(context),
    datePublishedPrecision: chosen?.value.precision ?? 'unknown',
    datePublishedZoneStated: (chosen?.value.zone ?? null) !== null,
    datePublishedZone: chosen?.value.zone ?? null,
    dateFlags: [...new Set(flags)],
  };
}

/** Meta keys that say "date" and not which one. */
const ANY_DATE = /^meta:(?:date|dc\.date|dcterms\.date|timestamp|dc:date)$/;

/**
 * If a machine-readable date is not before the last change, and no other place agrees with it, it is a time
 * stamp of the publishing system. Then the earlier date that the page prints counts.
 */
function unlessRestamped(
  candidates: readonly DateCandidate[],
  context: PageContext,
): DateCandidate | undefined {
  const [first] = candidates;
  if (first && ANY_DATE.test(first.source)) return unlessModified(first, candidates, context);
  const [modified] = modifiedCandidates(context).filter(({ source }) => source === 'json-ld');
  if (first?.source !== 'json-ld' || !modified || first.value.iso < modified.value.iso) return first;
  const others = candidates.filter(({ source }) => !source.startsWith('json-ld'));
  if (others.some(({ value }) => localDay(value) === localDay(first.value))) return first;
  const impossible = first.value.iso > modified.value.iso;
  const printed = others.find(
    ({ source }) => /^(?:time|class)$/.test(source) || (impossible && source === 'text'),
  );
  return printed && printed.value.iso < first.value.iso ? printed : first;
}

/**
 * A date whose key does not say which date it is gives way to the printed date if two places state that one
 * and none this one, or if this one is the last change.
 */
function unlessModified(
  first: DateCandidate,
  candidates: readonly DateCandidate[],
  context: PageContext,
): DateCandidate {
  const isOn = (day: string) => (candidate: DateCandidate) => localDay(candidate.value) === day;
  const day = localDay(first.value);
  const others = candidates.filter((candidate) => candidate !== first && !ANY_DATE.test(candidate.source));
  if (others.some(isOn(day))) return first;
  const [printed] = others.filter(({ source }) => /^(?:time|class)$/.test(source));
  if (printed && others.filter(isOn(localDay(printed.value))).length > 1) return printed;
  if (!modifiedCandidates(context).some(isOn(day))) return first;
  return others.find(({ source, value }) => source !== 'text' && value.iso < first.value.iso) ?? first;
}

function isPlausible({ source, value }: DateCandidate, fetchedAt: string | null, flags: DateFlag[]): boolean {
  if (value.year < EARLIEST_YEAR && !/^(?:json-ld|meta)/.test(source)) return false;
  const limit = fetchedAt === null ? NaN : Date.parse(fetchedAt) + DAY;
  if (!(Date.parse(value.iso) > limit)) return true;
  flags.push('future_refused');
  return false;
}

/**
 * A date without a time takes the time from another place that states the same date. A moment in UTC takes
 * the offset from another place that states the same moment, so that the date is that of the writer's
 * calendar.
 */
function finest(winner: DateCandidate, candidates: readonly DateCandidate[]): DateCandidate {
  const { iso, zone } = winner.value;
  if (winner.value.precision !== 'day') {
    const local = ({ value }: DateCandidate) =>
      value.iso === iso && value.zone !== null && value.zone !== zone;
    if (zone !== '+00:00') return winner;
    return candidates.find(local) ?? inPrintedTime(winner, candidates);
  }
  const sameDay = ({ source, value }: DateCandidate) =>
    source !== 'text' && value.precision !== 'day' && localDay(value) === localDay(winner.value);
  return candidates.find(sameDay) ?? winner;
}

/** Minutes. Offsets lie between -12 and +14 hours, in steps of a quarter of an hour. */
const [WEST, EAST, STEP] = [-720, 840, 15];

/** A moment in UTC with an offset: the difference to a time that the page prints without a zone. */
function inPrintedTime(winner: DateCandidate, candidates: readonly DateCandidate[]): DateCandidate {
  const minutesOf = (iso: string): number => Math.floor(Date.parse(iso) / 60_000);
  for (const { source, value } of candidates) {
    if (!/^(?:meta:.*|time|class)$/.test(source) || value.zone !== null || value.precision === 'day')
      continue;
    const offset = minutesOf(value.iso) - minutesOf(winner.value.iso);
    if (offset === 0 || offset % STEP !== 0 || offset < WEST || offset > EAST) continue;
    const size = Math.abs(offset);
    const [hours, minutes] = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'));
    return { ...winner, value: { ...winner.value, zone: `${offset < 0 ? '-' : '+'}${hours}:${minutes}` } };
  }
  return winner;
}

function readModified(context: PageContext): string | null {
  const { provenance } = context;
  const settled = settleDayOrder(modifiedCandidates(context), [], context.fetchedAt);
  return provenance.chooseFirst('dateModified', settled.map(showDate));
}

function modifiedCandidates(context: PageContext): DateCandidate[] {
  const { signals, articles } = context;
  const stated = [
    ...articles.map((node) => ({ source: 'json-ld', value: node['dateModified'] })),
    ...MODIFIED_KEYS.map((key) => ({ source: `meta:${key}`, value: metaOf(signals, key) })),
    ...signals.times
      .filter(({ attributes }) =>
        /updat|modif/i.test(`${attributes['class'] ?? ''} ${propertyOf(attributes)}`),
      )
      .map((time) => ({
        source: 'time',
        value: time.attributes['datetime'] ?? time.attributes['content'] ?? textOf(time, LONGEST_DATE_LINE),
      })),
    ...signals.dateElements.slice(0, MOST_LINES).flatMap((element) => {
      const text = textOf(element, LONGEST_DATE_LINE);
      return UPDATE_LABEL.test(text) ? [{ source: 'class', value: text }] : [];
    }),
  ];
  return readAll(stated, dateHintsOf(context));
}

function showDate({ source, value }: DateCandidate): Candidate<string> {
  return { source, value: value.iso };
}
