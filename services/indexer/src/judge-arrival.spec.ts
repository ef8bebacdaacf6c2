import type { ArticleDeduplicated, ArticleRecord } from '@dateline/contracts';
import { readFileSync } from 'node:fs';
import { changedFields, judgeArrival } from './judge-arrival.js';

const example = <T>(name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../../libs/contracts/examples/${name}.json`, import.meta.url), 'utf8'),
  ) as T;
const event = example<ArticleDeduplicated>('news.article.deduplicated.v1.new');
const record: ArticleRecord = {
  ...example<ArticleRecord>('news.article.created.v1.first'),
  ...event.article,
  contentHash: event.contentHash,
};
const other = { ...event, contentHash: 'f'.repeat(64) };
const replayed = (article: Partial<ArticleDeduplicated['article']>, baseVersion: number | null = 1) => ({
  ...event,
  article: { ...event.article, ...article },
  replay: { baseVersion, requestedAt: '2026-03-04T00:00:00.000Z' },
});

it('takes a first version and a changed text', () => {
  expect(judgeArrival(event, null)).toBeNull();
  expect(judgeArrival(other, record)).toBeNull();
  expect(judgeArrival(event, record)).toBe('unchanged');
});

it("takes a feed's content over nothing and over itself, never over a page's", () => {
  const fromFeed = { ...other, fetch: { ...event.fetch, source: 'feed' as const } };
  expect(judgeArrival(fromFeed, null)).toBeNull();
  expect(judgeArrival(fromFeed, { ...record, fetch: fromFeed.fetch })).toBeNull();
  expect(judgeArrival(fromFeed, record)).toBe('superseded');
  expect(judgeArrival(other, { ...record, fetch: fromFeed.fetch })).toBeNull();
});

it('takes a replay that corrects a field although the text is the same', () => {
  expect(judgeArrival(replayed({ byline: 'By Somebody Else' }), record)).toBeNull();
  expect(judgeArrival(replayed({}), record)).toBe('unchanged');
});

it('takes no replay that was compared with another version, nor one of a retracted article', () => {
  const better = replayed({ byline: 'By Somebody Else' });
  expect(judgeArrival(better, { ...record, version: 2 })).toBe('superseded');
  expect(judgeArrival(replayed({ byline: 'x' }, null), record)).toBe('superseded');
  expect(judgeArrival(better, { ...record, status: 'canceled' })).toBe('superseded');
});

it('does not count provenance as a change of the article', () => {
  const article = { ...event.article, provenance: {}, charset: 'utf-16le' };
  expect(changedFields(record, article)).toEqual([]);
  expect(changedFields(record, { ...article, keywords: ['harbour', 'storm', 'ferry'] })).toEqual([
    'keywords',
  ]);
});

it('takes a page that came back as it was for the return of a retracted article, and of no other', () => {
  const returned = { ...event, returned: true };
  expect(judgeArrival(returned, { ...record, status: 'canceled' })).toBeNull();
  expect(judgeArrival(returned, record)).toBe('unchanged');
  expect(judgeArrival(event, { ...record, status: 'canceled' })).toBe('unchanged');
});
