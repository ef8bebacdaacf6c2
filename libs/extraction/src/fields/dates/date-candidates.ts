import { datesInText } from '../../dates/dates-in-text.js';
import { isInMasthead, isOnCard } from './date-places.js';
import { isInTeaser } from '../../page/in-teaser.js';
import { readDate, type DateHints, type StatedDate } from '@dateline/dates';
import type { PageElement } from '../../page/page-tree.js';
import { propertyOf } from '../../page/property-of.js';
import { metaOf } from '../../page/read-signals.js';
import { textOf } from '../../page/text-of.js';
import type { Candidate } from '../provenance.js';
import { dateHintsOf } from './date-hints-of.js';
import { PUBLISHED_KEYS } from './date-keys.js';
import type { PageContext } from '../page-context.js';

export type DateCandidate = Candidate<StatedDate>;

export const LONGEST_DATE_LINE = 160;
const URL_DAY = /\/((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)/;
const PUBLISHED_NAME = /publish|pubdate|entry-date|posted|created|date/i;
/** A line that begins with the date of a change. */
export const UPDATE_LABEL =
  /^\W{0,5}(?:last )?(?:updated|modified|aktualisiert|geändert|mis à jour|modifié|mise à jour|actualizado|atualizado|modificado|aggiornato|bijgewerkt|oppdatert|opdateret|uppdaterad|päivitetty|zaktualizowano|aktualizováno|обновлено|güncelleme|更新)/iu;
const PUBLISHED_LABEL =
  /(?:published|posted|veröffentlicht|publié|publicado|pubblicato|gepubliceerd|publisert|publicerad|julkaistu|opublikowano|опубликовано|yayın)/iu;
const MODIFIED_NAME = /updat|modif|comment/i;

/** What the page says about the publication date, the most reliable place first. */
export function publishedCandidates(context: PageContext): DateCandidate[] {
  const { signals, articles, url, feed } = context;
  const hints = dateHintsOf(context);
  const canonical = signals.links.get('canonical') ?? null;
  const times = partTeasers(context, signals.times);
  const named = partTeasers(context, signals.dateElements);
  const nodes = [...articles, ...signals.linked.nodes.values()];
  const stated = [
    ...nodes.map((node) => ({ source: 'json-ld', value: node['datePublished'] })),
    ...nodes.map((node) => ({ source: 'json-ld:dateCreated', value: node['dateCreated'] })),
    ...PUBLISHED_KEYS.map((key) => ({ source: `meta:${key}`, value: metaOf(signals, key) })),
    {
      source: 'url',
      value: URL_DAY.exec(pathOf(url ?? canonical))
        ?.slice(1)
        .join('-'),
    },
    ...elementDates(times.own, named.own),
    { source: 'feed', value: feed?.publishedAt },
    ...datesInText(signals.body).map((value) => ({ source: 'text', value })),
    ...elementDates(times.inTeasers, named.inTeasers),
  ];
  return readAll(stated, hints).flatMap((candidate) => asFeedStates(candidate, feed));
}

/**
 * An event carries a feed's date as an instant, with the precision that the feed states. A month alone is not
 * a date.
 */
function asFeedStates(candidate: DateCandidate, feed: PageContext['feed']): DateCandidate[] {
  const precision = feed?.publishedPrecision;
  if (candidate.source !== 'feed' || precision === undefined) return [candidate];
  return precision === 'month' ? [] : [{ ...candidate, value: { ...candidate.value, precision } }];
}

function partTeasers(
  context: PageContext,
  elements: readonly PageElement[],
): Record<'own' | 'inTeasers', PageElement[]> {
  const parts: Record<'own' | 'inTeasers', PageElement[]> = { own: [], inTeasers: [] };
  for (const element of elements)
    parts[isInTeaser(element) || isOnCard(context, element) ? 'inTeasers' : 'own'].push(element);
  const below = parts.own.filter((element) => !isInMasthead(element));
  if (below.length === 0) return parts;
  // The head of a page prints today's date.
  const above = parts.own.filter(isInMasthead);
  return { own: below, inTeasers: [...parts.inTeasers, ...above] };
}

function elementDates(
  times: readonly PageElement[],
  named: readonly PageElement[],
): Candidate<string | undefined>[] {
  return [
    ...timesFirst(times).flatMap((time) => [
      {
        source: 'time',
        value: time.attributes['datetime'] ?? time.attributes['content'] ?? time.attributes['title'],
      },
      { source: 'time', value: textOf(time, LONGEST_DATE_LINE) },
    ]),
    ...namedFirst(named).map((value) => ({ source: 'class', value })),
  ];
}

/** The statements that give a whole date. */
export function readAll(stated: readonly Candidate<unknown>[], hints: DateHints): DateCandidate[] {
  return stated.flatMap(({ source, value: written }) => {
    const value: unknown = Array.isArray(written) ? written[0] : written;
    const date =
      typeof value === 'string' || typeof value === 'number' ? readDate(String(value), hints) : null;
    return date ? [{ source, value: date }] : [];
  });
}

function timesFirst(times: readonly PageElement[]): PageElement[] {
  const rank = (time: PageElement): number => {
    const { class: classes = '', pubdate } = time.attributes;
    if (/^date(?:Published|Created)$/.test(propertyOf(time.attributes)) || pubdate !== undefined) return 0;
    return PUBLISHED_NAME.test(`${classes} ${time.parent?.attributes['class'] ?? ''}`) ? 1 : 2;
  };
  return times
    .filter(
      ({ attributes, parent }) =>
        !MODIFIED_NAME.test(
          `${attributes['class'] ?? ''} ${propertyOf(attributes)} ${parent?.attributes['class'] ?? ''}`,
        ),
    )
    .toSorted((a, b) => rank(a) - rank(b));
}

/**
 * Text of short date-like elements: first those with "date" in their name, then those named after the
 * article's metadata.
 */
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
    .filter((text) => text.length > 5 && text.length < LONGEST_DATE_LINE)
    .map(fromPublished)
    .toSorted((a, b) => Number(UPDATE_LABEL.test(a)) - Number(UPDATE_LABEL.test(b)));
}

/** "Updated 5 May 2031 | Published 3 May 2031" from the second label on. */
function fromPublished(text: string): string {
  const published = UPDATE_LABEL.test(text) ? text.search(PUBLISHED_LABEL) : 0;
  return published > 0 ? text.slice(published) : text;
}

function pathOf(url: string | null): string {
  return url !== null && URL.canParse(url) ? new URL(url).pathname : '';
}
