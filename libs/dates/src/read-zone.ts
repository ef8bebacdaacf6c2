import { regionOf, type DateHints } from './date-hints.js';
import type { Day } from './to-gregorian.js';
import { LONG_ZONES, SHARED_ZONES, ZONE_OFFSETS, ZONE_REGIONS } from './zone-names.js';

export interface ReadZone {
  /** Minutes east of UTC; null where no zone is written or nobody knows its name. */
  offset: number | null;
  /** What follows it. */
  rest: string;
}

const SIGNED =
  /^[\s(["']*(?:(?:UTC|GMT|UT|Z)\s?)?([+-])\s?(\d{1,2})(?::?(\d{2}))?(?![\d:])(?:\s?Z(?!\p{L}))?/iu;
/** `America/New_York`, `PST8PDT`. */
const REGION = /^[\s(["']*([A-Z][a-z]+(?:\/[A-Z][A-Za-z_]{1,30}){1,2}|[A-Z]{3}[4-8][A-Z]{3})(?![\p{L}\d])/iu;
const LONG = /^[\s(["']*((?:[A-Z][a-z]+ ){1,3})Time(?!\p{L})/iu;
const NAME = /^[\s(["']*(Z|[A-Z]{2,5})(?![\p{L}\d\/])/u;
const FURTHEST = 14 * 60;

/**
 * Reads the zone at the beginning of a text. An unknown name is not a zone. Null if no place on earth has the
 * offset. `day` decides between standard and summer time if the name does not.
 */
export function readZone(text: string, day: Day, hints: DateHints): ReadZone | null {
  const signed = SIGNED.exec(text);
  if (signed) {
    const offset = (signed[1] === '-' ? -1 : 1) * (Number(signed[2]) * 60 + Number(signed[3] ?? 0));
    return Math.abs(offset) > FURTHEST ? null : { offset, rest: text.slice(signed[0].length) };
  }
  const region = REGION.exec(text);
  if (region) return { offset: offsetIn(region[1] ?? '', day), rest: text.slice(region[0].length) };
  const long = LONG.exec(text);
  const offset = long && longOffset((long[1] ?? '').trim(), day, hints);
  if (long && offset !== null) return { offset, rest: text.slice(long[0].length) };
  const name = NAME.exec(text);
  const named = name && namedOffset((name[1] ?? '').toUpperCase(), day, hints);
  return name && named !== null
    ? { offset: named, rest: text.slice(name[0].length) }
    : { offset: null, rest: text };
}

function longOffset(name: string, day: Day, hints: DateHints): number | null {
  const short = LONG_ZONES[name.toLowerCase()];
  return namedOffset(short ?? `${name.toUpperCase()} TIME`, day, hints);
}

function namedOffset(name: string, day: Day, hints: DateHints): number | null {
  const shared = SHARED_ZONES[name];
  const here = shared && regionOf(hints);
  if (here && shared[here] !== undefined) return shared[here];
  const region = ZONE_REGIONS[name];
  return region === undefined ? (ZONE_OFFSETS.get(name) ?? null) : offsetIn(region, day);
}

/** The offset at noon of the day: precise but for the hours before a change of clocks. */
function offsetIn(zone: string, { year, month, day }: Day): number | null {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
    const shown = format
      .formatToParts(Date.UTC(year, month - 1, day, 12))
      .find((part) => part.type === 'timeZoneName')?.value;
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(shown ?? '') ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  } catch {
    return null;
  }
}
