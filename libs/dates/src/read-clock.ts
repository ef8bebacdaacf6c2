export interface Clock {
  hour: number;
  minute: number;
  /** Null where only the minute is written. */
  second: number | null;
  /** What stands between the day and the time, and what follows the time. */
  lead: string;
  rest: string;
}

const FRACTION = String.raw`(?:[.,]\d{1,12})?`;
const COMPACT = new RegExp(String.raw`^[T_]?(\d\d)(\d\d)(\d\d)?${FRACTION}(?=$|Z|[+-]\d)`, 'iu');
/** `T19+0100`: an hour needs a zone behind it. */
const HOUR_AND_ZONE = /^[T_ ](\d\d)()()(?=Z\s*$|[+-]\d\d:?\d\d\s*$)/iu;
const CLOCK = new RegExp(
  String.raw`(?<![\d:+.-])(\d{1,2})(?:\s?[:：h時时시點点]\s?|\.(?=\d\d(?![\d.]))|\s[hч]\s)(\d{2})(?!\d)(?:[:.分분]\s?(\d{2})${FRACTION}(?!\d))?[h分분]?`,
  'iu',
);
/** `3 pm`, `14 Uhr`, `15h`. */
const HOUR =
  /(?<![\d:+.-])(\d{1,2})()()(?:(?=\s?[ap]\.?\s?m(?!\p{L}))|\s?(?:h|uhr|시|時|时|點|点)(?![\p{L}\d]))/iu;
const LONGEST_LEAD = 24;
const BEFORE_NOON = /^(?:am|ص|صباحا|قظ|πμ|오전|上午|午前|早上|凌晨|sa|öö|pg|पूर्वाह्न|एएम|এএম|முற்பகல்)$/u;
const AFTER_NOON =
  /^(?:pm|م|مساء|مساءا|بظ|بعدازظهر|μμ|오후|下午|午後|晚上|ch|ös|ptg|petang|अपराह्न|पीएम|পিএম|பிற்பகல்)$/u;
const SPANISH_HALF = /^\s?d[ea] (?:la )?(mañana|manhã|tarde|noche|noite)(?!\p{L})/iu;
/** A word of one or two parts: `p. m.`, `μ.μ.`, `오후`. */
const NEXT_WORD = /^\s*((?:[ap]\.\s?m|[\p{L}\p{M}]+(?:\.[\p{L}\p{M}]+)?)\.?)(?![\p{L}\p{M}])/iu;
const LAST_WORD = /([\p{L}\p{M}]+(?:\.[\p{L}\p{M}]+)?)\.?\s*$/u;

/**
 * The first time of day in the text after a date. Null if there is none, or if its halves contradict each
 * other.
 */
export function readClock(written: string): Clock | null {
  // Web servers part day and time by a colon: 05/Mar/2024:10:15:00.
  const text = written.replace(/^:(?=\d\d:)/, ' ');
  const match = COMPACT.exec(text) ?? HOUR_AND_ZONE.exec(text) ?? CLOCK.exec(text) ?? HOUR.exec(text);
  if (!match || match.index > LONGEST_LEAD) return null;
  const lead = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  const half = halfAfter(after) ?? halfBefore(lead);
  const hour = hourOf(Number(match[1]), half?.isAfternoon);
  const minute = Number(match[2] ?? 0);
  const second = match[3] ? Number(match[3]) : null;
  if (hour === null || minute > 59 || (second ?? 0) > 60 || (hour === 24 && minute > 0)) return null;
  return { hour, minute, second: second && Math.min(second, 59), lead, rest: after.slice(half?.length ?? 0) };
}

/** An hour of the day; null if "am" or "pm" goes with an hour above twelve. */
function hourOf(hour: number, isAfternoon: boolean | undefined): number | null {
  if (hour > 24) return null;
  if (isAfternoon === undefined) return hour;
  if (hour > 12) return isAfternoon && hour < 24 ? hour : null;
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

interface Half {
  isAfternoon: boolean;
  length: number;
}

function halfAfter(text: string): Half | null {
  const spanish = SPANISH_HALF.exec(text);
  if (spanish) return { isAfternoon: !/^ma/i.test(spanish[1] ?? ''), length: spanish[0].length };
  const word = NEXT_WORD.exec(text);
  const isAfternoon = word ? isAfternoonWord(word[1] ?? '') : null;
  return word && isAfternoon !== null ? { isAfternoon, length: word[0].length } : null;
}

function halfBefore(text: string): Half | null {
  const isAfternoon = isAfternoonWord(LAST_WORD.exec(text)?.[1] ?? '');
  return isAfternoon === null ? null : { isAfternoon, length: 0 };
}

function isAfternoonWord(word: string): boolean | null {
  const bare = word
    .toLowerCase()
    .replace(/[.\u064b-\u0652\u200c]/g, '')
    .replace(/\s+/g, '');
  if (BEFORE_NOON.test(bare)) return false;
  return AFTER_NOON.test(bare) ? true : null;
}
