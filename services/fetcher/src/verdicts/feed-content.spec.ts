import type { EntryHints } from '@dateline/contracts';
import { feedContentOf, ownContentOf } from './feed-content.js';

const SENTENCE = 'The ferry left the northern quay at dawn with two hundred people on deck. ';
const hints = (said: Partial<EntryHints>): EntryHints => ({
  entryId: null,
  title: 'Ferry in the fog',
  summary: null,
  contentHtml: null,
  publishedAt: null,
  updatedAt: null,
  authors: [],
  categories: [],
  language: null,
  ...said,
});
const html = (sentences: number, end = '') => `<p>${SENTENCE.repeat(sentences)}${end}</p>`;

it('takes the content of the entry', () => {
  expect(feedContentOf(hints({ contentHtml: html(5), summary: html(1) }), 'blocked')).toBe(html(5));
});

it('takes a summary only when it is long', () => {
  expect(feedContentOf(hints({ summary: html(5) }), 'not_found')).toBeNull();
  expect(feedContentOf(hints({ summary: html(9) }), 'not_found')).toBe(html(9));
});

it('goes on to a long summary where the content is short', () => {
  expect(feedContentOf(hints({ contentHtml: html(1), summary: html(9) }), 'gone')).toBe(html(9));
});

it('counts letters, not markup', () => {
  const padded = `<div style="${'x'.repeat(900)}">${SENTENCE}<script>${SENTENCE.repeat(9)}</script></div>`;
  expect(feedContentOf(hints({ contentHtml: padded }), 'gone')).toBeNull();
});

it('counts a wide letter twice', () => {
  const wide = '渡船在清晨的雾中等待了一个小时。'.repeat(9);
  expect(feedContentOf(hints({ contentHtml: wide }), 'gone')).toBe(wide);
});

it.each(['…', '&hellip;', '[…]', '... ', '<a href="/x">Read more</a> »', 'اقرأ المزيد'])(
  'takes no text that ends with %s',
  (end) => {
    expect(feedContentOf(hints({ contentHtml: html(9, end) }), 'blocked')).toBeNull();
  },
);

it('needs a title, and a link that may be followed', () => {
  expect(feedContentOf(hints({ title: ' ', contentHtml: html(9) }), 'blocked')).toBeNull();
  expect(feedContentOf(hints({ contentHtml: html(9) }), 'forbidden_address')).toBeNull();
  expect(feedContentOf(null, 'blocked')).toBeNull();
});

it('takes whatever the feed says where its page is never asked for, but not nothing', () => {
  expect(ownContentOf(hints({ contentHtml: html(1), summary: html(9) }))).toBe(html(1));
  expect(ownContentOf(hints({ summary: 'In short.' }))).toBe('In short.');
  expect(ownContentOf(hints({ summary: '<p> </p>' }))).toBeNull();
  expect(ownContentOf(hints({}))).toBeNull();
  expect(ownContentOf(null)).toBeNull();
});
