import { BadRequestException } from '@nestjs/common';
import { ArticleQuerySchema } from '../articles/articles.schema.js';
import { AddFeedBody } from '../feeds/feeds.schema.js';
import { valid } from './schema.pipe.js';

const problemsOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    if (error instanceof BadRequestException) return Reflect.get(error.getResponse() as object, 'errors');
    throw error;
  }
  return 'accepted';
};

describe('a query', () => {
  const read = (query: unknown) => valid(ArticleQuerySchema).transform(query, { type: 'query' });

  it('is converted and gets its defaults', () => {
    expect(read({ limit: '7', q: 'harbour' })).toEqual({ limit: 7, q: 'harbour' });
    expect(read({})).toEqual({ limit: 20 });
    expect(read(undefined)).toEqual({ limit: 20 });
  });

  it.each(['2026-03-03', '2026-03-03T09:00:00Z', '2026-03-03T09:00:00.000+03:00'])(
    'takes %s as a time',
    (from) => {
      expect(read({ from })).toEqual({ from, limit: 20 });
    },
  );

  it.each([
    [{ limit: 'many' }, '/limit: must be integer'],
    [{ limit: '0' }, '/limit: must be >= 1'],
    [{ limit: '101' }, '/limit: must be <= 100'],
    [{ from: 'yesterday' }, '/from: must match format "date-time"'],
    [{ colour: 'red' }, '/colour: is not known here; known are q, url,'],
    [{ q: ['a', 'b'] }, '/q: must be string'],
  ])('%j is refused', (query, message) => {
    expect(problemsOf(() => read(query))).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
  });
});

describe('a body', () => {
  const read = (body: unknown) => valid(AddFeedBody).transform(body, { type: 'body' });

  it('is taken as it is', () => {
    expect(read({ url: 'https://tribune.example/feed' })).toEqual({ url: 'https://tribune.example/feed' });
  });

  it.each([[undefined], [null], ['text'], [[]], [{}], [{ url: 1 }], [{ url: 'x', more: 1 }]])(
    '%j is refused',
    (body) => {
      expect(problemsOf(() => read(body))).not.toBe('accepted');
    },
  );

  it('is not converted: a number is no text', () => {
    expect(problemsOf(() => read({ url: 12 }))).toEqual(['/url: must be string']);
  });
});
