import { monthNamed, monthNumber } from './month-names.js';

/** All that `Intl` prints with a day beside it must be read again. */
const PRINTED =
  'en de fr es it pt nl pl tr id sv da nb cs ro hu fi sk sl hr bs et lv lt sq az uz ms fil sw eu ca gl is ru uk bg be sr mk kk ky ar fa ur ps ckb el he hi mr ne bn ta te gu pa kn ml th ka hy my km lo am';

describe('month names', () => {
  it.each(PRINTED.split(' '))('reads all twelve of %s', (language) => {
    const long = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, {
      day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC',
    }); // prettier-ignore
    for (let month = 1; month <= 12; month++) {
      const name = long
        .formatToParts(Date.UTC(2023, month - 1, 9))
        .find(({ type }) => type === 'month')?.value;
      expect([name, monthNamed(name ?? '', language)]).toEqual([name, { calendar: 'gregory', month }]);
    }
  });

  it('knows other calendars by their names', () => {
    expect(monthNamed('مهر')).toEqual({ calendar: 'persian', month: 7 });
    expect(monthNamed('حمل')).toEqual({ calendar: 'persian', month: 1 });
    expect(monthNamed('መስከረም')).toEqual({ calendar: 'ethiopic', month: 1 });
    expect(monthNumber('مهر')).toBeNull();
  });

  it.each(['listopada', 'lip', 'Monday', 'people', 'мир', '', '7'])('has no month for "%s"', (word) =>
    expect(monthNumber(word)).toBeNull(),
  );
});
