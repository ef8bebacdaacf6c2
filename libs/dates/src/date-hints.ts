/** What is known of the writer of a date. */
export interface DateHints {
  /** BCP 47 tag of the text: decides between names that two languages share. */
  language?: string | null;
  /** ISO 3166 code of the country: decides the order of `04/05/2024` and between zones of one name. */
  region?: string | null;
}

export type DayOrder = 'day-first' | 'month-first';

/** Countries whose short dates begin with the month (CLDR, pattern `M/d/y` of English). */
const MONTH_FIRST = new Set('US PH PR GU VI AS MP UM FM MH PW'.split(' '));
/** Countries whose own order begins with the year: a date that ends with it is foreign, in either order. */
const YEAR_FIRST = new Set('CN TW JP KR KP MN'.split(' '));

/** The country of the writer: the one that is given, else the one in the language tag, else where most speakers live. */
export function regionOf({ language, region }: DateHints): string | null {
  if (region) return region.toUpperCase();
  const locale = localeOf(language);
  if (locale === null || locale.language === 'und') return null;
  // English has no home.
  return locale.region ?? (locale.language === 'en' ? null : (locale.maximize().region ?? null));
}

/** How the writer orders day and month before a year; null where both are usual or nothing is known. */
export function dayOrderOf(hints: DateHints): DayOrder | null {
  const region = regionOf(hints);
  if (region === null || YEAR_FIRST.has(region)) return null;
  if (region === 'CA') return localeOf(hints.language)?.language === 'fr' ? 'day-first' : null;
  return MONTH_FIRST.has(region) ? 'month-first' : 'day-first';
}

function localeOf(tag: string | null | undefined): Intl.Locale | null {
  if (!tag) return null;
  try {
    return new Intl.Locale(tag.replaceAll('_', '-'));
  } catch {
    return null;
  }
}
