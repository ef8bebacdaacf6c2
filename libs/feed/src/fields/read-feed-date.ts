import { MONTHS } from './month-names.js';

const MAX_LENGTH = 120;
const FIRST_YEAR = 1971;

/** Minutes east of UTC. Military letters other than Z were mis-specified by RFC 822 and so mean UTC (RFC 2822, 4.3). */
const ZONES: Readonly<Record<string, number>> = {
  z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, bst: 60, west: 60, ist: 330, cet: 60, met: 60, mez: 60, cest: 120, mesz: 120, eet: 120,
  eest: 180, msk: 180, msd: 240, jst: 540, kst: 540, hkt: 480, sgt: 480, awst: 480, acst: 570, aest: 600, aedt: 660, nzst: 720,
  nzdt: 780, nst: -210, ndt: -150, ast: -240, adt: -180, est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360,
  pst: -480, pdt: -420, mest: 120, akst: -540, akdt: -480, hst: -600, at: -240, et: -300,
  ct: -360, mt: -420, pt: -480,
}; // prettier-ignore

interface Parts {
  year: number;
  month: number;
  day: number;
  hour?: number;
  minute?: number;
  second?: number;
  /** Minutes east of UTC. */
  offset?: number;
}

const W3C =
  /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?|(\d{2})(\d{2}))?(?:[t_ ]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d*)?)?\s*([ap]\.?m\.?(?![a-z]))?)?\s*(\S.*)?$/;
const ORDINAL = /^(\d{4})-?(\d{3})$/;
const DAY_MONTH =
  /^(?:\D{1,20}?[,،.\s]\s*)?(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-]*(?:de\s+)?([^\d\s,-]{3,14})[\s,.-]*(?:de\s+)?(\d{2,4})\b[,\s]*(.*)$/u;
const MONTH_DAY =
  /^(?:[^\d\s,]{2,14},?\s+)?([^\d\s,]{3,14})\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:(\d{4})\b[,\s]*(.*)|(\d{1,2}:\d{2}(?::\d{2})?)\s*(\S*)\s+(\d{4}))$/u;
const KOREAN =
  /^(\d{4})(?:-|년\s*)(\d{1,2})(?:-|월\s*)(\d{1,2})일?\s*(오전|오후)\s*(\d{1,2}):(\d{2})(?::(\d{2}))?$/u;
const SLASHES = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\s*,?\s*(.*)$/;
const CLOCK = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d*)?)?\s*([ap]\.?m\.?(?![a-z]))?\s*(.*)$/;

/**
 * A date as feeds write it (RFC 822 and 2822, W3CDTF, ten languages' months, epoch) as an instant; null when unreadable,
 * before 1971 or no day of the calendar. No zone means UTC.
 */
export function readFeedDate(text: string | null | undefined): Date | null {
  if (!text || text.length > MAX_LENGTH) return null;
  const cleaned = text
    .normalize('NFC')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  if (cleaned === '') return null;
  if (/^\d{9,10}$/.test(cleaned)) return instant(new Date(Number(cleaned) * 1000));
  if (/^\d{12,13}$/.test(cleaned)) return instant(new Date(Number(cleaned)));
  const parts =
    readKorean(cleaned) ??
    readW3c(cleaned.replace(/^[^\d\s,+-]{2,}, ?/, '')) ??
    readDayMonth(cleaned) ??
    readMonthDay(cleaned) ??
    readSlashes(cleaned);
  return parts && toDate(parts);
}

function readW3c(text: string): Parts | null {
  const ordinal = ORDINAL.exec(text);
  if (ordinal) return { year: Number(ordinal[1]), month: 1, day: Number(ordinal[2]) };
  const m = W3C.exec(text);
  if (!m) return null;
  const zone = m[10] ?? '';
  // Behind a bare day only what is surely a zone counts as one: `2013-01-27-01` is no date.
  if (m[6] === undefined && zone !== '' && !/^(?:z|[+-]\d{2}:\d{2})$/.test(zone)) return null;
  const offset = readZone(zone, [Number(m[1]), Number(m[2] ?? m[4] ?? 1), Number(m[3] ?? m[5] ?? 1)]);
  if (offset === null) return null;
  return {
    year: Number(m[1]), month: Number(m[2] ?? m[4] ?? 1), day: Number(m[3] ?? m[5] ?? 1),
    hour: hourOf(m[6], m[9]), minute: Number(m[7] ?? 0), second: Number(m[8] ?? 0), offset,
  }; // prettier-ignore
}

function readDayMonth(text: string): Parts | null {
  const m = DAY_MONTH.exec(text);
  const month = m && monthNumber(m[2]);
  if (!m || !month) return null;
  return withClock({ year: fullYear(m[3] ?? ''), month, day: Number(m[1]) }, m[4] ?? '');
}

function readMonthDay(text: string): Parts | null {
  const m = MONTH_DAY.exec(text);
  const month = m && monthNumber(m[1]);
  if (!m || !month) return null;
  const day = Number(m[2]);
  if (m[3] !== undefined) return withClock({ year: Number(m[3]), month, day }, m[4] ?? '');
  return withClock({ year: Number(m[7]), month, day }, `${m[5]} ${m[6]}`);
}

/** American order unless that is no date. */
function readSlashes(text: string): Parts | null {
  const m = SLASHES.exec(text);
  if (!m) return null;
  const [first, second] = [Number(m[1]), Number(m[2])];
  const [month, day] = first > 12 ? [second, first] : [first, second];
  return withClock({ year: Number(m[3]), month, day }, m[4] ?? '');
}

/** Korean writers leave the zone out and mean their own. */
function readKorean(text: string): Parts | null {
  const m = KOREAN.exec(text);
  if (!m) return null;
  const hour = (Number(m[5]) % 12) + (m[4] === '오후' ? 12 : 0);
  return {
    year: Number(m[1]), month: Number(m[2]), day: Number(m[3]),
    hour, minute: Number(m[6]), second: Number(m[7] ?? 0), offset: 540,
  }; // prettier-ignore
}

function withClock(date: Parts, rest: string): Parts | null {
  if (rest.trim() === '') return date;
  const m = CLOCK.exec(rest.trim());
  const offset = readZone(m ? (m[5] ?? '') : rest, [date.year, date.month, date.day]);
  if (offset === null) return null;
  if (!m) return { ...date, offset };
  return { ...date, hour: hourOf(m[1], m[4]), minute: Number(m[2]), second: Number(m[3] ?? 0), offset };
}

/** An hour of the day; `half` is `am` or `pm` where the clock has twelve hours. */
function hourOf(hour: string | undefined, half: string | undefined): number {
  return half === undefined ? Number(hour ?? 0) : (Number(hour) % 12) + (half.startsWith('p') ? 12 : 0);
}

/** Null when it is no zone at all; a name that nobody knows means UTC (RFC 2822, section 4.3). */
function readZone(text: string, day: [year: number, month: number, day: number]): number | null {
  const zone = text.trim();
  if (zone === '') return 0;
  const m = /^(?:gmt|utc|ut|z)?\s*([+-])\s*(\d{1,2}):?(\d{2})?(?:\s+[a-z]{1,5})?$/.exec(zone);
  if (m) return (m[1] === '-' ? -1 : 1) * (Number(m[2]) * 60 + Number(m[3] ?? 0));
  if (zone.includes('/')) return regionOffset(zone, day);
  return /^[a-z]{1,5}$/.test(zone) ? (ZONES[zone] ?? 0) : null;
}

/** The offset at noon of the day: precise but for the hours before a change of clocks. */
function regionOffset(zone: string, day: [year: number, month: number, day: number]): number | null {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
    const shown = format
      .formatToParts(Date.UTC(day[0], day[1] - 1, day[2], 12))
      .find((part) => part.type === 'timeZoneName')?.value;
    return shown === undefined
      ? null
      : readZone(shown.toLowerCase() === 'gmt' ? '' : shown.toLowerCase(), day);
  } catch {
    return null;
  }
}

function monthNumber(name: string | undefined): number | undefined {
  const key = name?.replace(/\.$/, '') ?? '';
  return MONTHS.get(key) ?? MONTHS.get(key.slice(0, 3));
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return text.length === 3 ? 1900 + year : year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function toDate({ year, month, day, hour = 0, minute = 0, second = 0, offset = 0 }: Parts): Date | null {
  const isOrdinal = month === 1 && day > 31;
  const daysInMonth = isOrdinal ? 366 : new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth) return null;
  if (hour > 24 || minute > 59 || second > 60 || Math.abs(offset) > 16 * 60) return null;
  return instant(new Date(Date.UTC(year, month - 1, day, hour, minute - offset, Math.min(second, 59))));
}

function instant(date: Date): Date | null {
  const year = date.getUTCFullYear();
  return year >= FIRST_YEAR && year < 10_000 ? date : null;
}
