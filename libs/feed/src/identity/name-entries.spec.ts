import { articleIdOf, NO_PARAMETER_RULES, type ParameterRules } from '@dateline/article';
import type { FeedEntry } from '../feed.types.js';
import { nameEntries } from './name-entries.js';

const story = (n: number, url: string): FeedEntry => ({
  id: `g${n}`, url, originalUrl: null, title: `Story ${n}`, authors: [], published: null, updated: null, summaryHtml: `Text ${n}.`,
  contentHtml: null, enclosures: [], media: [], image: null, categories: [], language: null, commentsUrl: null, source: null,
}); // prettier-ignore
const address = (n: number) => `https://site.example/read.php?fbclid=${n}&utm_source=rss`;
const name = (items: FeedEntry[], parameters: ParameterRules = NO_PARAMETER_RULES) =>
  nameEntries(items, { feedUrl: 'https://site.example/rss', from: 'guid', parameters }).named;

it('gives the entries that a dropped parameter separates articles of their own', () => {
  const named = name([1, 2, 3].map((n) => story(n, address(n))));
  expect(new Set(named.map(({ articleId }) => articleId)).size).toBe(3);
});

it('gives an address the same id in each document, once its parameter is learned', () => {
  const significant = new Map([['site.example', new Set(['fbclid'])]]);
  const rules = { significant, dismissed: new Map<string, Set<string>>() };
  const together = name([1, 2].map((n) => story(n, address(n))));
  const alone = [1, 2].flatMap((n) => name([story(n, address(n))], rules));
  expect(alone.map(({ articleId }) => articleId)).toEqual(together.map(({ articleId }) => articleId));
});

it('names an address that needs no rule as its plain id', () => {
  const url = 'http://www.site.example/2026/ferry/?utm_source=rss';
  expect(name([story(1, url)])).toMatchObject([{ articleId: articleIdOf(url) }]);
});
