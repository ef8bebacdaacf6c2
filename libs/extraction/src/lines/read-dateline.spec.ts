import { readDateline } from './read-dateline.js';

describe('readDateline', () => {
  it.each([
    [
      'WASHINGTON, D.C. — The bank raised its rate.',
      'Washington, D.C.',
      null,
      null,
      'The bank raised its rate.',
    ],
    ['(Reuters) - Oil prices fell on Monday.', null, 'Reuters', null, 'Oil prices fell on Monday.'],
    [
      'KYIV. March 5 (Interfax-Ukraine) – The bank opened.',
      'Kyiv',
      'Interfax-Ukraine',
      'March 5',
      'The bank opened.',
    ],
    ['MOSCOW, March 5. /TASS/. The ministry said so.', 'Moscow', 'TASS', 'March 5', 'The ministry said so.'],
    ['LONDON, March 5 /PRNewswire/ -- The firm grew.', 'London', 'PRNewswire', 'March 5', 'The firm grew.'],
    ['PORT-AU-PRINCE, Haiti (AP) — Rain fell.', 'Port-au-Prince, Haiti', 'AP', null, 'Rain fell.'],
    ["COEUR D'ALENE, Idaho (AP) — A man won.", "Coeur d'Alene, Idaho", 'AP', null, 'A man won.'],
    [
      'NEW DELHI: The government said so on Monday.',
      'New Delhi',
      null,
      null,
      'The government said so on Monday.',
    ],
    ['NEW DELHI/ISLAMABAD (Reuters) - Talks began.', 'New Delhi/Islamabad', 'Reuters', null, 'Talks began.'],
    ['MADRID, 3 mar (EFE).- El gobierno dimite.', 'Madrid', 'EFE', '3 mar', 'El gobierno dimite.'],
    ['London – Asharq Al-Awsat: The group met.', 'London', 'Asharq Al-Awsat', null, 'The group met.'],
    ['Riyadh-Saudi Arabia signed the pact.', 'Riyadh', null, null, 'Saudi Arabia signed the pact.'],
    ['Beirut- Lebanese bakers went on strike.', 'Beirut', null, null, 'Lebanese bakers went on strike.'],
    ['KHERSON — Shops opened again.', 'Kherson', null, null, 'Shops opened again.'],
    ['غزة، فلسطين (أ ف ب) - فتحت الأسواق.', 'غزة، فلسطين', 'أ.ف.ب', null, 'فتحت الأسواق.'],
    ['القاهرة - «الشرق الأوسط»: قال الوزير ذلك.', 'القاهرة', 'الشرق الأوسط', null, 'قال الوزير ذلك.'],
    ['لندن: «الشرق الأوسط»', 'لندن', 'الشرق الأوسط', null, ''],
  ])('%s', (...row) => {
    const [line, place, agency, date, body] = row;
    const reading = readDateline(line);
    expect(reading?.dateline).toMatchObject({ place, agency, date });
    expect(reading?.body).toBe(body);
  });

  it.each([
    'Washington-Tehran talks resumed on Monday in Oman.',
    'Paris-Roubaix will start a day early this year.',
    'London-Heathrow was closed on Friday.',
    'St. Petersburg-based firms asked for help.',
    'Trump-Kim summit plans were dropped.',
    'COVID-19 cases rose again.',
    'WATCH — The president speaks to the nation.',
    'NATO – The alliance met on Friday.',
    'Anna Smith – The mayor of the town.',
    'Monday, March 3 – The day began with rain.',
    'Al-Qaeda said it was not there.',
    'وقال الوزير: إن البلاد تتعافى.',
    '',
  ])('finds none in "%s"', (line) => expect(readDateline(line)).toBeNull());
});
