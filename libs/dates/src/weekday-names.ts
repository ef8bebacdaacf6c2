import { foldName } from './fold-name.js';
import { namesByScript } from './names-by-script.js';

const DAY = 86_400_000;
const A_SUNDAY = Date.UTC(2023, 0, 1);

/** Number of a weekday by its name or short form in the languages of CLDR, 0 (Sunday) to 6; null for any other word. */
export const weekdayNamed = namesByScript<number>(
  (language) => {
    const names = new Map<string, number>();
    for (const weekday of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { weekday, timeZone: 'UTC' });
      for (let day = 0; day < 7; day++) names.set(foldName(format.format(A_SUNDAY + day * DAY)), day);
    }
    return names;
  },
  (a, b) => a === b,
);
