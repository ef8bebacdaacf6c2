import { BadCursor, cursorOf, filterOf, readCursor } from './article-query.js';

const articleId = 'ab'.repeat(32);
const updatedAt = '2026-03-03T09:05:07.123Z';

it('reads back the cursors that it gives', () => {
  const cursor = cursorOf({ updatedAt, articleId });
  expect(cursor).toMatch(/^[\w-]+$/);
  expect(readCursor(cursor)).toEqual({ updatedAt: new Date(updatedAt), id: articleId });
});

it.each([
  ['nothing', ''],
  ['no base64', '%%%'],
  ['no time', Buffer.from(`yesterday|${articleId}`).toString('base64url')],
  ['no id', Buffer.from(`${updatedAt}|`).toString('base64url')],
  ['one part', Buffer.from(updatedAt).toString('base64url')],
])('refuses a cursor with %s', (_, cursor) => {
  expect(() => readCursor(cursor)).toThrow(BadCursor);
});

it('asks only for what a query names, and never for an erased article', () => {
  expect(filterOf({ limit: 10 })).toEqual({ erased: false });
  expect(filterOf({ limit: 10, feedId: 'feed-1', language: 'pt', publisherDomain: 'paper.example' })).toEqual(
    {
      erased: false,
      feedId: 'feed-1',
      inLanguage: 'pt',
      'publisher.domain': 'paper.example',
    },
  );
  expect(filterOf({ limit: 10, text: 'late ferry' })).toMatchObject({ $text: { $search: 'late ferry' } });
});

it('takes dates from the first up to and without the last', () => {
  const [from, to] = [new Date(1_000), new Date(2_000)];
  expect(filterOf({ limit: 1, from, to })).toMatchObject({ datePublished: { $gte: from, $lt: to } });
  expect(filterOf({ limit: 1, to })).toMatchObject({ datePublished: { $lt: to } });
});

it('goes on behind the last article, also among those that changed at one time', () => {
  const updatedAfter = cursorOf({ updatedAt, articleId });
  const time = new Date(updatedAt);
  expect(filterOf({ limit: 1, updatedAfter })).toMatchObject({
    $or: [{ updatedAt: { $gt: time } }, { updatedAt: time, _id: { $gt: articleId } }],
  });
});

it('goes on beyond a cursor in the direction of the list', () => {
  const updatedAfter = cursorOf({ updatedAt, articleId });
  const at = new Date(updatedAt);
  expect(filterOf({ limit: 1, updatedAfter })).toMatchObject({
    $or: [{ updatedAt: { $gt: at } }, { updatedAt: at, _id: { $gt: articleId } }],
  });
  expect(filterOf({ limit: 1, updatedAfter, latestFirst: true })).toMatchObject({
    $or: [{ updatedAt: { $lt: at } }, { updatedAt: at, _id: { $lt: articleId } }],
  });
});
