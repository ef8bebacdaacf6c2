const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const CLOCK = String.raw`([01]\d|2[0-3]):([0-5]\d):([0-5]\d)`;
const OFFSET = String.raw`([+-])(0\d|1[0-3]):?([0-5]\d)`;
const RFC_2822 = new RegExp(
  `^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\\d{1,2}) (${MONTHS.replace(/(?<=[a-z])(?=[A-Z])/g, '|')}) (19[7-9]\\d|20\\d\\d) ${CLOCK} (?:GMT|UTC|${OFFSET})$`,
);
const W3C = new RegExp(String.raw`^(19[7-9]\d|20\d\d)-(\d\d)-(\d\d)T${CLOCK}(?:\.\d{1,9})?(?:Z|${OFFSET})$`);

/**
 * The two forms in which programs write nearly all dates, RFC 2822 and W3CDTF with seconds and an offset, of the years 1970 to 2099.
 * Null for all else. `readWholeDate` reads them to the same instant, but in ten times the time.
 */
export function readMachineDate(text: string): Date | null {
  const rfc = RFC_2822.exec(text);
  if (rfc) return instantOf([rfc[3], MONTHS.indexOf(rfc[2] ?? '') / 3 + 1, rfc[1]], rfc);
  const w3c = W3C.exec(text);
  return w3c && instantOf([w3c[1], w3c[2], w3c[3]], w3c);
}

/** The clock and the offset are the fourth to ninth group of both forms. */
function instantOf(written: readonly (string | number | undefined)[], match: RegExpExecArray): Date | null {
  const [year = 0, month = 0, day = 0] = written.map(Number);
  const [hour = 0, minute = 0, second = 0] = match.slice(4, 7).map(Number);
  const offset = Number(`${match[7] ?? '+'}1`) * (Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0));
  // Every fourth year is a leap year from 1970 to 2099.
  const isLeap = year % 4 === 0;
  const days = month === 2 && !isLeap ? 28 : (DAYS[month - 1] ?? 0);
  const isOfMonth = day > 0 && day <= days;
  return isOfMonth ? new Date(Date.UTC(year, month - 1, day, hour, minute - offset, second)) : null;
}
