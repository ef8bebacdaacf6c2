import type { DateFlag, DatePrecision } from '../extracted-article.js';
import { readDate, type ReadDate } from '../dates/read-date.js';
import { datesInText } from '../dates/dates-in-text.js';
import type { PageElement } from '../page/page-tree.js';
import { metaOf } from '../page/read-signals.js';
import { textOf } from '../page/text-of.js';
import type { Candidate } from './choose.js';
import { MODIFIED_KEYS, PUBLISHED_KEYS } from './date-keys.js';
import type { PageContext } from './page-context.js';

export interface ArticleDates {
  datePublished: string | null;
  dateModified: string | null;
  datePublishedPrecision: DatePrecision;
  datePublishedZoneStated: boolean;
  datePublishedZone: string | null;
  dateFlags: DateFlag[];
}

type DateCandidate = Candidate<ReadDate>;

/** The web is younger than this: an earlier date is one that the story tells of, unless a machine field states it. */
const EARLIEST_YEAR = 1995;
const DAY = 86_400_000;
const LONGEST_DATE_LINE = 160;
const URL_DAY = /\/((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)/;
const PUBLISHED_NAME = /publish|pubdate|entry-date|posted|created|date/i;
const MODIFIED_NAME = /updat|modif|comment/i;

/** Publication and change: JSON-LD, meta, URL, time elements, date-like elements, feed, then the page's own words. */
export function readDates(context: PageContext): ArticleDates {
  const flags: DateFlag[] = [];
  const candidates = publishedCandidates(context).filter((candidate) =>
    isPlausible(candidate, context.fetchedAt, flags),
  );
  const winner = candidates[0];
  const chosen = winner && finest(winner, candidates);
  if (chosen) context.provenance.choose('datePublished', showDate(chosen), candidates.map(showDate));
  if (!chosen) flags.push('absent');
  if (winner && /^(?:url|text|feed)$/.test(winner.source)) flags.push(`from_${winner.source}` as DateFlag);
  if (chosen && chosen.value.year < 1990) flags.push('before_1990');
  return {
    datePublished: chosen?.value.iso ?? null,
    dateModified: readModified(context),
    datePublishedPrecision: chosen?.value.precision ?? 'unknown',
    datePublishedZoneStated: (chosen?.value.zone ?? null) !== null,
    datePublishedZone: chosen?.value.zone ?? null,
    dateFlags: [...new Set(flags)],
  };
}

function publishedCandidates(context: PageContext): DateCandidate[] {
  const { signals, articles, url, feed } = context;
  const canonical = signals.links.get('canonical') ?? null;
  const nodes = [...articles, ...signals.linked.nodes.values()];
  return readAll([
    ...nodes.map((node) => ({ source: 'json-ld', value: node['datePublished'] })),
    ...nodes.map((node) => ({ source: 'json-ld:dateCreated', value: node['dateCreated'] })),
    ...PUBLISHED_KEYS.map((key) => ({ source: `meta:${key}`, value: metaOf(signals, key) })),
    {
      source: 'url',
      value: URL_DAY.exec(pathOf(url ?? canonical))
        ?.slice(1)
        .join('-'),
    },
    ...timesFirst(signals.times).flatMap((time) => [
      {
        source: 'time',
        value: time.attributes['datetime'] ?? time.attributes['content'] ?? time.attributes['title'],
      },
      { source: 'time', value: textOf(time, LONGEST_DATE_LINE) },
    ]),
    ...namedFirst(signals.dateElements).map((value) => ({ source: 'class', value })),
    { source: 'feed', value: feed?.publishedAt },
    ...datesInText(signals.body).map((value) => ({ source: 'text', value })),
  ]);
}

function readAll(stated: readonly Candidate<unknown>[]): DateCandidate[] {
  return stated.flatMap(({ source, value }) => {
    const date = typeof value === 'string' || typeof value === 'number' ? readDate(String(value)) : null;
    return date ? [{ source, value: date }] : [];
  });
}

function timesFirst(times: readonly PageElement[]): PageElement[] {
  const rank = (time: PageElement): number => {
    const { itemprop = '', class: classes = '', pubdate } = time.attributes;
    if (/^date(?:Published|Created)$/.test(itemprop) || pubdate !== undefined) return 0;
    return PUBLISHED_NAME.test(`${classes} ${time.parent?.attributes['class'] ?? ''}`) ? 1 : 2;
  };
  return times
    .filter(
      ({ attributes, parent }) =>
        !MODIFIED_NAME.test(
          `${attributes['class'] ?? ''} ${attributes['itemprop'] ?? ''} ${parent?.attributes['class'] ?? ''}`,
        ),
    )
    .toSorted((a, b) => rank(a) - rank(b));
}

/** Text of short date-like elements, those named after a date before those named after the article's meta data. */
function namedFirst(elements: readonly PageElement[]): string[] {
  const rank = ({ attributes }: PageElement): number =>
    /date|time|publish|posted|stamp|datum|fecha/i.test(
      `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`,
    )
      ? 0
      : 1;
  return elements
    .toSorted((a, b) => rank(a) - rank(b))
    .map((element) => textOf(element, LONGEST_DATE_LINE))
    .filter((text) => text.length > 5 && text.length < LONGEST_DATE_LINE);
}

function isPlausible({ source, value }: DateCandidate, fetchedAt: string | null, flags: DateFlag[]): boolean {
  if (value.year < EARLIEST_YEAR && !/^(?:json-ld|meta)/.test(source)) return false;
  const limit = fetchedAt === null ? NaN : Date.parse(fetchedAt) + DAY;
  if (!(Date.parse(value.iso) > limit)) return true;
  flags.push('future_refused');
  return false;
}

/** A day alone takes the time from another place that names the same day. */
function finest(winner: DateCandidate, candidates: readonly DateCandidate[]): DateCandidate {
  if (winner.value.precision !== 'day') return winner;
  const sameDay = ({ source, value }: DateCandidate) =>
    source !== 'text' && value.precision !== 'day' && localDay(value) === localDay(winner.value);
  return candidates.find(sameDay) ?? winner;
}

function localDay({ iso, zone }: ReadDate): string {
  const [hours = 0, minutes = 0] = (zone ?? '+00:00').slice(1).split(':').map(Number);
  const offset = (hours * 60 + minutes) * (zone?.startsWith('-') ? -1 : 1);
  return new Date(Date.parse(iso) + offset * 60_000).toISOString().slice(0, 10);
}

function readModified({ signals, articles, provenance }: PageContext): string | null {
  const candidates = readAll([
    ...articles.map((node) => ({ source: 'json-ld', value: node['dateModified'] })),
    ...MODIFIED_KEYS.map((key) => ({ source: `meta:${key}`, value: metaOf(signals, key) })),
    ...signals.times
      .filter(({ attributes }) =>
        /updat|modif/i.test(`${attributes['class'] ?? ''} ${attributes['itemprop'] ?? ''}`),
      )
      .map((time) => ({
        source: 'time',
        value: time.attributes['datetime'] ?? time.attributes['content'] ?? textOf(time, LONGEST_DATE_LINE),
      })),
  ]);
  return provenance.chooseFirst('dateModified', candidates.map(showDate));
}

function showDate({ source, value }: DateCandidate): Candidate<string> {
  return { source, value: value.iso };
}

function pathOf(url: string | null): string {
  return url !== null && URL.canParse(url) ? new URL(url).pathname : '';
}
