import { dropVolatileLines } from './drop-volatile-lines.js';

const dropped = (line: string): boolean =>
  dropVolatileLines(`Rain fell.\n${line}\nIt stopped.`) === 'Rain fell.\nIt stopped.';

describe('dropVolatileLines', () => {
  it.each([
    'Last updated: 10:32 AM GMT, Tuesday 5 March 2026',
    'Updated 5 minutes ago',
    'Published on 3 May 2026 at 14:05',
    'Mis à jour le 4 août à 10h',
    'آخر تحديث: 12:30 صباحا',
    'نشر في: 2026/03/05',
    '12 comments',
    '1.2K shares',
    'Comments (34)',
    'Views: 1,204',
    '١٢ تعليق',
    '4 min read',
    '5 minutes ago',
    'قبل 5 دقائق',
    'آخر تحديث: الثلاثاء 3 مارس 2026 الساعة 12:30 بتوقيت غرينتش',
    'Updated 5 minutes ago | 1,234 views',
    '12 comments · 3 shares',
    'منذ 5 دقائق • ١٢ تعليق',
  ])('leaves out %s', (line) => {
    expect(dropped(line)).toBe(true);
  });

  it.each([
    'Updated: toll rises to 7',
    'Published in 12 countries',
    'Updated',
    '12 killed',
    '12 comments were filed with the court',
    'Comments by 34 readers led to the change',
    'The views of 12 judges',
    '12 comments | The court sits on Monday',
    'قبل 12 مباراة',
    'قراءة في 12 كتابا',
  ])('keeps %s', (line) => {
    expect(dropped(line)).toBe(false);
  });

  it('gives back a text without such lines as it is', () => {
    expect(dropVolatileLines('One.\nTwo.')).toBe('One.\nTwo.');
  });
});
