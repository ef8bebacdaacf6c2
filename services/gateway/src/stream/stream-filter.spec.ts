import { passesFilter } from './stream-filter.js';

const record = {
  inLanguage: 'en-GB',
  publisher: { name: 'Harbour Post', asPrinted: null, domain: 'harbour.example' },
  pageType: 'article' as const,
  feedId: 'f-1',
};

it.each([
  ['nothing asked', {}, true],
  ['the language', { language: 'en' }, true],
  ['the language in other case', { language: 'EN-gb' }, true],
  ['another region', { language: 'en-US' }, false],
  ['a language with the same beginning', { language: 'e' }, false],
  ['the outlet', { outlet: 'Harbour.example' }, true],
  ['another outlet', { outlet: 'example' }, false],
  ['the class', { pageType: 'article' }, true],
  ['another class', { pageType: 'video' }, false],
  ['a feed with the label', { feeds: new Set(['f-1']) }, true],
  ['no feed with the label', { feeds: new Set<string>() }, false],
  ['one that fits and one that does not', { language: 'en', outlet: 'other.example' }, false],
])('%s', (_case, filter, passes) => {
  expect(passesFilter(record, filter)).toBe(passes);
});

it('finds no article by what its record does not state', () => {
  const silent = { inLanguage: null, publisher: null, feedId: null };
  expect(passesFilter(silent, {})).toBe(true);
  for (const filter of [
    { language: 'en' },
    { outlet: 'x.example' },
    { pageType: 'article' },
    { feeds: new Set(['f']) },
  ])
    expect(passesFilter(silent, filter)).toBe(false);
});

it('lets every tombstone through', () => {
  expect(passesFilter(null, { language: 'de', outlet: 'x.example', feeds: new Set<string>() })).toBe(true);
});
