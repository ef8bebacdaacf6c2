import type { ArticleRecord, ParsedArticle } from '@dateline/contracts';
import { compareParse, showChange } from './compare-parse.js';

const article = {
  headline: 'Ferry in the fog',
  keywords: ['ferry'],
  byline: null,
} as unknown as ParsedArticle;
const record = { ...article, articleId: 'a', updatedAt: 'x', provenance: {} } as unknown as ArticleRecord;

it('names the fields that differ, with both values', () => {
  const changed = { ...article, keywords: ['ferry', 'fog'], byline: 'By Mara Lind' };
  expect(compareParse(record, changed)).toEqual([
    { field: 'byline', before: null, after: 'By Mara Lind' },
    { field: 'keywords', before: ['ferry'], after: ['ferry', 'fog'] },
  ]);
});

it('finds no change where only provenance or the record itself differs', () => {
  expect(
    compareParse(record, { ...article, provenance: { headline: { source: 'h1', rivals: [] } } }),
  ).toEqual([]);
});

it('names all that a new article says', () => {
  expect(compareParse(null, article).map(({ field }) => field)).toEqual(['headline', 'keywords']);
});

it('shows short values whole and long ones where they begin to differ', () => {
  const show = (before: unknown, after: unknown) => showChange({ field: 'f', before, after }, 20);
  expect(show(null, ['a'])).toEqual(['-', '["a"]']);
  const [left, right] = show(`${'a'.repeat(50)}left and more of it`, `${'a'.repeat(50)}right`);
  expect(left).toBe('…aaaaaaaaaaaaleft and…');
  expect(right).toBe('…aaaaaaaaaaaaright');
});
