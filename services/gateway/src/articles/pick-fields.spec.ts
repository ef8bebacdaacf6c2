import { pickFields } from './pick-fields.js';

const record = { url: 'https://tribune.example/ferry', headline: 'Ferry returns', version: 2 };

it('keeps the named fields, in their order', () => {
  expect(Object.entries(pickFields(record, 'version,url'))).toEqual([
    ['version', 2],
    ['url', record.url],
  ]);
});

it('leaves out what the record does not have, and keeps all where nothing is named', () => {
  expect(pickFields(record, 'headline,toString')).toEqual({ headline: 'Ferry returns' });
  expect(pickFields(record, undefined)).toBe(record);
});
