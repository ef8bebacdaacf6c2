import { compareContent } from './compare-content.js';

const before = {
  headline: 'Harbour bridge to close for repairs',
  articleBody:
    'The bridge closes on Monday. Ferries run every hour. The works take three weeks and cost two million.',
  description: null,
  dateModified: '2026-01-01T00:00:00Z',
  author: [{ name: 'Ana Quill', url: null }],
};

describe('compareContent', () => {
  it('takes a note that was dated or that went for a minor change', () => {
    const note = { kind: 'correction', text: 'Correction: the bridge closes on Monday.', date: null };
    const noted = { ...before, correction: [note] };
    const dated = { ...before, correction: [{ ...note, date: '2026-01-01T00:00:00.000Z' }] };
    expect(compareContent(noted, dated).significance).toBe('minor');
    expect(compareContent(noted, before).significance).toBe('minor');
  });

  it('finds nothing in the same content, absent and null alike', () => {
    expect(compareContent(before, { ...before, image: null, author: [{ name: 'Ana Quill' }] })).toEqual({
      changed: [],
      significance: 'none',
    });
  });

  it.each([
    ['time stamp', { dateModified: '2026-01-02T00:00:00Z' }, ['dateModified'], 'cosmetic'],
    ['case and punctuation', { headline: 'Harbour Bridge to close, for repairs' }, ['headline'], 'cosmetic'],
    [
      'a counter and a stamp in the body',
      { articleBody: `${before.articleBody}\n12 comments\nUpdated 5 minutes ago` },
      ['articleBody'],
      'cosmetic',
    ],
    ['white space', { articleBody: before.articleBody.replaceAll(' ', '\n') }, ['articleBody'], 'cosmetic'],
    [
      'a word of the body',
      { articleBody: before.articleBody.replace('hour', 'half-hour') },
      ['articleBody'],
      'minor',
    ],
    ['another author', { author: [{ name: 'Bo Reed' }] }, ['author'], 'minor'],
    ['a description where there was none', { description: 'Repairs begin.' }, ['description'], 'minor'],
    ['another headline', { headline: 'Minister resigns' }, ['headline'], 'major'],
    [
      'a body that grew',
      { articleBody: `${before.articleBody} ${before.articleBody} More.` },
      ['articleBody'],
      'major',
    ],
    ['a body that went', { articleBody: null }, ['articleBody'], 'major'],
    [
      'a correction note',
      { correction: [{ kind: 'correction', text: 'Correction: the bridge closes on Monday.', date: null }] },
      ['correction'],
      'major',
    ],
    ['several', { headline: 'Minister resigns', dateModified: null }, ['dateModified', 'headline'], 'major'],
  ])('%s', (_what, change, changed, significance) => {
    expect(compareContent(before, { ...before, ...change })).toEqual({ changed, significance });
  });
});

describe('a body whose stamps and counters move', () => {
  const prose = {
    en: 'The ferry sank at noon. Rescuers found 12 people alive.',
    ar: 'غرقت العبارة ظهرا. وعثر رجال الإنقاذ على 12 شخصا أحياء.',
  };
  const significance = (language: 'en' | 'ar', before: string, after: string) =>
    compareContent(
      { articleBody: `${before}\n${prose[language]}` },
      { articleBody: `${after}\n${prose[language]}` },
    ).significance;

  it.each([
    ['en', 'Updated 5 minutes ago', 'Updated 2 hours ago'],
    [
      'en',
      'Last updated: 10:32 AM GMT, Tuesday 3 March 2026',
      'Last updated: 11:05 AM GMT, Tuesday 3 March 2026',
    ],
    ['en', '5 minutes ago', '3 hours ago'],
    ['en', '1,234 views', '2,345 views'],
    ['en', '12 comments', '13 comments'],
    ['en', 'Comments (12)', 'Comments (13)'],
    ['en', '12 shares', '1.2K shares'],
    ['en', 'Updated 5 minutes ago | 12 comments', 'Updated 9 minutes ago | 40 comments'],
    ['ar', 'آخر تحديث: منذ 5 دقائق', 'آخر تحديث: منذ 3 ساعات'],
    ['ar', 'تاريخ النشر: الثلاثاء 3 مارس 2026', 'تاريخ النشر: الأربعاء 4 مارس 2026'],
    ['ar', 'قبل 5 دقائق', 'قبل 3 ساعات'],
    ['ar', '1234 مشاهدة', '2345 مشاهدة'],
    ['ar', '١٢ تعليق', '١٣ تعليق'],
    ['ar', 'مشاركات: 12', 'مشاركات: 40'],
  ] as const)('%s: %s is no revision', (language, before, after) => {
    expect(significance(language, before, after)).toBe('cosmetic');
  });

  it.each([
    ['en', '12 people', '14 people'],
    ['ar', '12 شخصا', '14 شخصا'],
  ] as const)('%s: another number in the prose is one', (language, before, after) => {
    const text = prose[language];
    const change = { articleBody: text.replace(before, after) };
    expect(change.articleBody).not.toBe(text);
    expect(compareContent({ articleBody: text }, change)).toEqual({
      changed: ['articleBody'],
      significance: 'minor',
    });
  });

  it.each([
    ['en', '12 people were killed', '14 people were killed'],
    ['en', 'Updated: toll rises to 7', 'Updated: toll rises to 9'],
    ['ar', 'مقتل 12 شخصا', 'مقتل 14 شخصا'],
  ] as const)('%s: nor is the line "%s" a counter', (language, before, after) => {
    expect(significance(language, before, after)).not.toBe('cosmetic');
  });
});
