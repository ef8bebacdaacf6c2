import { ArticleRecord } from '@dateline/contracts';
import { sampleRecord } from '@dateline/testing';
import { createConnection } from 'mongoose';
import { newFeedDocument } from '../repositories/feed.document.js';
import { ARTICLE_DATES, articleSchemaFields } from './article.fields.js';
import { modelsOn } from './models.js';

// A connection that is never opened: the schemas check a document without it.
const models = modelsOn(createConnection());
const record = sampleRecord('https://paper.example/ferry');
const { articleId, ...fields } = record;

it('has a field for each one of the public record, under the id of the article', () => {
  const names = Object.keys(ArticleRecord.properties).filter((name) => name !== 'articleId');
  expect(Object.keys(articleSchemaFields)).toEqual(names);
  const document = new models.articles({ _id: articleId, ...fields });
  expect(document.validateSync() ?? null).toBeNull();
});

it('keeps the times of a record as dates, so that they can be compared', () => {
  const document = new models.articles({ _id: articleId, ...fields });
  for (const name of ARTICLE_DATES) {
    const written = record[name];
    expect([name, document.get(name)]).toEqual([name, written === null ? null : new Date(written)]);
  }
});

it('refuses a field that no schema knows', () => {
  expect(() => new models.articles({ _id: 'a', headlines: ['Late ferry'] })).toThrow(/headlines/);
  const wanted = {
    url: 'https://paper.example/rss',
    hostKey: 'paper.example',
    origin: { type: 'api' as const, ref: null },
    intervalSeconds: 900,
    now: new Date(0),
  };
  const feed = newFeedDocument(wanted);
  expect(new models.feeds(feed).validateSync() ?? null).toBeNull();
  expect(() => new models.feeds({ ...feed, nextFetch: new Date(0) })).toThrow(/nextFetch/);
});

it('has each collection once', () => {
  const names = Object.values(models).map((model) => model.collection.name);
  expect(new Set(names).size).toBe(names.length);
});
