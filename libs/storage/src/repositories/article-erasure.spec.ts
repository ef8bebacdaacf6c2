import { playDatabase } from '../../test/played/play-database.js';
import { documents, matched } from '../../test/played/replies.js';
import { now } from '../../test/played/times.js';
import { applied, articleRecord } from '../../test/samples.js';
import { ArticleRepository } from './article.repository.js';

const { models, played } = playDatabase();
const articles = new ArticleRepository(models);
const ferry = articleRecord('ferry');
const { articleId } = ferry;
const rowOf = (record = ferry, changes: object = {}) => ({
  ...record,
  _id: record.articleId,
  applied: [applied('e-1', record.version)],
  erased: false,
  ...changes,
});

describe('an erasure', () => {
  const erase = () => articles.erase(articleId, applied('e-erase', 0), { reason: 'ruling', at: now });

  it('leaves a stub without text before anything is removed', async () => {
    played().answer('find articles', documents(rowOf()));
    expect(await erase()).toBe(true);
    const [stub] = played().updates('articles');
    expect(stub?.q).toEqual({ _id: articleId, version: 1, erased: false });
    expect(stub?.u).toMatchObject({
      erased: true,
      urlNormalized: ferry.urlNormalized,
      erasure: { reason: 'ruling', rawRefs: [ferry.fetch.rawRef] },
    });
    expect(JSON.stringify(stub?.u)).not.toContain(ferry.headline);
    const names = played().commands.map((command) => Object.keys(command)[0]);
    expect(names.indexOf('update')).toBeLessThan(names.indexOf('delete'));
  });

  it('reads the article again when a version came between', async () => {
    played().answer('find articles', documents(rowOf()), documents(rowOf({ ...ferry, version: 2 })));
    played().answer('update articles', matched(0));
    expect(await erase()).toBe(true);
    expect(
      played()
        .updates('articles')
        .map(({ q }) => q['version']),
    ).toEqual([1, 2]);
  });

  it('of an unknown article removes nothing, and one that is repeated removes what was left', async () => {
    expect(await erase()).toBe(false);
    expect(played().sent('delete raw_pages')).toEqual([]);
    played().answer(
      'find articles',
      documents(rowOf(ferry, { erased: true, erasure: { rawRefs: ['raw-1'], urls: [] } })),
    );
    expect(await erase()).toBe(true);
    expect(played().updates('articles')).toEqual([]);
    expect(JSON.stringify(played().deleted('raw_pages'))).toContain('raw-1');
  });
});
