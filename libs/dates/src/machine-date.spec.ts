import { readMachineDate } from './machine-date.js';
import { readWholeDate } from './read-date.js';

const whole = (text: string, language?: string) => readWholeDate(text, { language })?.iso;
const short = (date: Date | null) => date?.toISOString().replace('.000Z', 'Z');

it.each([
  ['Tue, 03 Feb 2026 09:30:00 GMT', '2026-02-03T09:30:00Z'],
  ['3 Feb 2026 23:59:59 -0330', '2026-02-04T03:29:59Z'],
  ['Mon, 31 Dec 1979 00:00:01 +05:45', '1979-12-30T18:15:01Z'],
  ['Sat, 29 Feb 2020 12:00:00 UTC', '2020-02-29T12:00:00Z'],
  ['Thu, 01 Jan 2099 00:00:00 -0000', '2099-01-01T00:00:00Z'],
  ['2026-02-03T09:30:00Z', '2026-02-03T09:30:00Z'],
  ['2026-02-03T09:30:00.123456Z', '2026-02-03T09:30:00Z'],
  ['2016-12-31T23:30:15-04:00', '2017-01-01T03:30:15Z'],
  ['2016-12-31T23:30:15+1345', '2016-12-31T09:45:15Z'],
])('%s is read to the instant that the reader of all forms finds, in any language', (text, iso) => {
  expect(short(readMachineDate(text))).toBe(iso);
  for (const language of [undefined, 'en-US', 'am', 'fa', 'ja', 'ko', 'th', 'zh-TW'])
    expect(whole(text, language)).toBe(iso);
});

it.each([
  'Tue, 30 Feb 2026 09:30:00 GMT',
  'Tue, 03 Feb 2026 24:30:00 GMT',
  'Tue, 03 Feb 2026 09:30 GMT',
  'Tue, 03 Feb 2026 09:30:00 PST',
  'Tue, 03 Feb 2026 09:30:00 +1500',
  'Tue, 03 Feb 2569 09:30:00 GMT',
  '2026-13-03T09:30:00Z',
  '2026-02-00T09:30:00Z',
  '2026-02-03T09:30:00',
  '2026-02-03 09:30:00Z',
  '1403-02-03T09:30:00Z',
])('%s is left to it', (text) => {
  expect(readMachineDate(text)).toBeNull();
});
