import { chooseOriginal, type StoryCopy } from './choose-original.js';

const copy = (articleId: string, changes: Partial<StoryCopy>): StoryCopy => ({
  articleId,
  publishedAt: null,
  datePrecision: 'minute',
  outlet: `${articleId}.example`,
  publisher: null,
  credits: [],
  ...changes,
});

it('names the outlet that the others credit, also when it is dated later', () => {
  const agency = copy('wire', { publisher: 'The Wire', publishedAt: '2026-03-03T12:00:00Z' });
  const reprint = copy('post', { credits: ['Wire'], publishedAt: '2026-03-03T10:00:00Z' });
  expect(chooseOriginal([reprint, agency])).toEqual({ articleId: 'wire', by: 'credit' });
});

it('names the earliest where nobody is credited', () => {
  const early = copy('a', { publishedAt: '2026-03-03T09:00:00Z' });
  const late = copy('b', { publishedAt: '2026-03-03T10:00:00Z', credits: ['Agency elsewhere'] });
  expect(chooseOriginal([late, early])).toEqual({ articleId: 'a', by: 'date' });
});

it.each([
  ['a date is missing', { publishedAt: null }, { publishedAt: '2026-03-03T10:00:00Z' }],
  [
    'one is dated to the day of the other',
    { publishedAt: '2026-03-03T00:00:00Z', datePrecision: 'day' as const },
    { publishedAt: '2026-03-03T10:00:00Z' },
  ],
  [
    'both are of one minute',
    { publishedAt: '2026-03-03T10:00:00Z' },
    { publishedAt: '2026-03-03T10:00:30Z' },
  ],
])('names none where %s', (_case, one, other) => {
  expect(chooseOriginal([copy('a', one), copy('b', other)])).toBeNull();
});

it('names none of a single article', () => {
  expect(chooseOriginal([copy('a', { publishedAt: '2026-03-03T10:00:00Z' })])).toBeNull();
});

it('prefers the earliest of those that are credited', () => {
  const copies = [
    copy('wire', { publishedAt: '2026-03-03T12:00:00Z' }),
    copy('press', { publishedAt: '2026-03-03T11:00:00Z' }),
    copy('post', { credits: ['wire', 'press'], publishedAt: '2026-03-03T09:00:00Z' }),
  ];
  expect(chooseOriginal(copies)).toEqual({ articleId: 'press', by: 'date' });
});
