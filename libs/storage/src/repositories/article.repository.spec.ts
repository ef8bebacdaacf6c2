import { playDatabase } from '../../test/played/play-database.js';
import { documents, failed, matched, notPrimary, refused, unconfirmed } from '../../test/played/replies.js';
import { applied, articleRecord, firstWrite, nextWrite } from '../../test/samples.js';
import { isTransientStorageError, UrlTaken, WriteConflict } from '../storage.errors.js';
import { readCursor } from './article-query.js';
import { ArticleRepository } from './article.repository.js';

const { models, played } = playDatabase();
const articles = new ArticleRepository(models);
const ferry = articleRecord('ferry');
const { articleId } = ferry;
const rowOf = (record = ferry, changes: object = {}) => ({
  ...record,
  articleId: undefined,
  _id: record.articleId,
  updatedAt: new Date(record.updatedAt),
  applied: [applied(`e-${record.articleId}`, record.version)],
  erased: false,
  textLanguage: 'none',
  ...changes,
});

describe('a new article', () => {
  it('is inserted with its times as dates, and no text is stemmed', async () => {
    await articles.saveMany([firstWrite(ferry)]);
    expect(played().inserted('articles')).toMatchObject([
      {
        _id: articleId,
        erased: false,
        textLanguage: 'none',
        updatedAt: new Date(ferry.updatedAt),
        version: 1,
      },
    ]);
    expect(played().only('insert articles')).toMatchObject({
      ordered: false,
      writeConcern: { w: 'majority' },
    });
    expect(played().sent('update article_revisions')).toEqual([]);
  });

  it('that this event wrote before is no conflict', async () => {
    played()
      .answer('insert articles', refused([0]))
      .answer('find articles', documents(rowOf()));
    await articles.saveMany([firstWrite(ferry)]);
  });

  it('that another event wrote is a conflict, which can be repeated', async () => {
    played().answer('insert articles', refused([0]));
    played().answer(
      'find articles',
      documents(rowOf(ferry, { applied: [applied('other', 1)] })),
      documents(),
    );
    const end = await articles.saveMany([firstWrite(ferry)]).catch((error: unknown) => error);
    expect(end).toBeInstanceOf(WriteConflict);
    expect(isTransientStorageError(end)).toBe(true);
  });

  it('whose address another article has is refused for good', async () => {
    played().answer('insert articles', refused([0]));
    played().answer(
      'find articles',
      documents(),
      documents({ _id: 'other', urlNormalized: ferry.urlNormalized }),
    );
    const end = await articles.saveMany([firstWrite(ferry)]).catch((error: unknown) => error);
    expect(end).toBeInstanceOf(UrlTaken);
    expect(end).toMatchObject({ urls: [ferry.urlNormalized] });
    expect(isTransientStorageError(end)).toBe(false);
    expect(played().sent('find articles')[1]?.filter).toEqual({
      urlNormalized: { $in: [ferry.urlNormalized] },
      _id: { $nin: [articleId] },
    });
  });
});

describe('a revision', () => {
  const write = nextWrite(ferry, { headline: 'Ferry is late' }, 'e-2');

  it('keeps the replaced record first, and writes only over the version that was read', async () => {
    await articles.saveMany([write]);
    expect(played().updates('article_revisions')).toEqual([
      {
        q: { _id: `${articleId}:1` },
        u: { $setOnInsert: { articleId, version: 1, record: ferry } },
        upsert: true,
      },
    ]);
    expect(played().updates('articles')).toMatchObject([
      {
        q: { _id: articleId, version: 1, erased: false },
        u: {
          $set: { headline: 'Ferry is late', version: 2 },
          $push: { applied: { $each: [{ eventId: 'e-2' }], $slice: -50 } },
        },
      },
    ]);
    expect(played().commands.map((command) => Object.values(command)[0])).toEqual([
      'article_revisions',
      'articles',
    ]);
  });

  it('of which several come at once leaves the last as the record, with the events of all', async () => {
    const third = nextWrite(write.record, { headline: 'Ferry sails' }, 'e-3');
    await articles.saveMany([write, third]);
    expect(played().updates('articles')).toMatchObject([
      {
        q: { version: 1 },
        u: { $set: { version: 3 }, $push: { applied: { $each: [{ eventId: 'e-2' }, { eventId: 'e-3' }] } } },
      },
    ]);
    expect(played().updates('article_revisions')).toHaveLength(2);
  });

  it('that another writer overtook is a conflict', async () => {
    played().answer('update articles', matched(0)).answer('find articles', documents(rowOf()));
    await expect(articles.saveMany([write])).rejects.toThrow(WriteConflict);
  });

  it('of an article that was erased meanwhile leaves no text behind', async () => {
    played()
      .answer('update articles', matched(0))
      .answer('find articles', documents(rowOf(ferry, { erased: true })));
    await expect(articles.saveMany([write])).rejects.toThrow(WriteConflict);
    expect(played().deleted('article_revisions')).toEqual([{ articleId: { $in: [articleId] } }]);
  });

  it('removes the versions before those that are kept', async () => {
    const fifth = nextWrite({ ...ferry, version: 4 }, {}, 'e-5');
    await articles.saveMany([fifth], 3);
    expect(played().deleted('article_revisions')).toEqual([{ articleId, version: { $lte: 1 } }]);
  });
});

it.each([
  ['is not confirmed by a majority', unconfirmed()],
  ['meets members without a primary', notPrimary()],
  ['meets a rule of the server', failed(13, 'Unauthorized')],
])('waits with a write that %s', async (_, answer) => {
  // The driver tries a write once more by itself.
  played().answer('insert articles', answer, answer);
  const end = await articles.saveMany([firstWrite(ferry)]).catch((error: unknown) => error);
  expect(isTransientStorageError(end)).toBe(true);
  expect(end).not.toBeInstanceOf(WriteConflict);
  played().reset();
});

it('writes two hundred articles in one command', async () => {
  const records = Array.from({ length: 201 }, (_, n) => ({ ...ferry, articleId: `a${n}` }));
  await articles.saveMany(records.map((record) => firstWrite(record)));
  expect(
    played()
      .sent('insert articles')
      .map(({ documents: rows }) => rows?.length),
  ).toEqual([200, 1]);
});

describe('an article that is read', () => {
  it('is the record as it was written', async () => {
    played().answer('find articles', documents(rowOf()), documents());
    expect(await articles.get(articleId)).toEqual(ferry);
    expect(played().only('find articles').filter).toEqual({ _id: articleId, erased: false });
    expect(await articles.getByUrl('https://paper.example/none')).toBeNull();
  });

  it('comes with its events, a thousand in one question', async () => {
    const ids = Array.from({ length: 1_001 }, (_, n) => (n === 0 ? articleId : `a${n}`));
    played().answer('find articles', documents(rowOf()));
    const loaded = await articles.loadMany(ids);
    expect(loaded.get(articleId)).toMatchObject({ erased: false, applied: [{ version: 1 }] });
    expect(played().sent('find articles')).toHaveLength(2);
  });

  it('has its replaced versions, oldest first', async () => {
    played().answer(
      'find article_revisions',
      documents({ record: ferry }),
      documents({ record: ferry }),
      documents(),
    );
    expect(await articles.revisionsOf(articleId)).toEqual([ferry]);
    expect(await articles.supersededVersion(articleId, 1)).toEqual(ferry);
    expect(await articles.supersededVersion(articleId, 2)).toBeNull();
    const [all, one] = played().sent('find article_revisions');
    expect(all).toMatchObject({ filter: { articleId }, sort: { version: 1 } });
    expect(one?.filter).toEqual({ _id: `${articleId}:1` });
  });
});

describe('a search', () => {
  it('goes on after the last article of a full page', async () => {
    played().answer('find articles', documents(rowOf()), documents(rowOf()));
    const { items, next } = await articles.search({ limit: 1, feedId: 'feed-1' });
    expect(items).toEqual([ferry]);
    expect(readCursor(next ?? '')).toEqual({ updatedAt: new Date(ferry.updatedAt), id: articleId });
    expect((await articles.search({ limit: 2 })).next).toBeNull();
    expect(played().sent('find articles')[0]).toMatchObject({
      filter: { erased: false, feedId: 'feed-1' },
      limit: 1,
    });
  });

  it('has a total order in both directions', async () => {
    await articles.search({ limit: 1 });
    await articles.search({ limit: 1, latestFirst: true });
    expect(
      played()
        .sent('find articles')
        .map(({ sort = {} }) => Object.entries(sort)),
    ).toEqual([
      [
        ['updatedAt', 1],
        ['_id', 1],
      ],
      [
        ['updatedAt', -1],
        ['_id', -1],
      ],
    ]);
  });

  it('counts what is not erased', async () => {
    played().answer('aggregate articles', documents({ n: 4 }));
    expect(await articles.count()).toBe(4);
    expect(played().only('aggregate articles').pipeline?.[0]).toEqual({ $match: { erased: false } });
  });
});
