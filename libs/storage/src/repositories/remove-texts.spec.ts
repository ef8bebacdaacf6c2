import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { articleRecord } from '../../test/samples.js';
import { packHex } from '../dedup/hex-binary.js';
import { rawRefsOf, removeTexts, urlsOf } from './remove-texts.js';

const { models, played } = playDatabase();
const ferry = articleRecord('ferry');
const { articleId } = ferry;
const copy = {
  _id: 's',
  original: articleId,
  sighting: { articleId: 'copy', url: 'https://wire.example/ferry' },
};

it('removes the text of an article and of the copies that were dropped for it', async () => {
  played().answer('find article_sightings', documents(copy));
  await removeTexts(models, {
    articleId,
    versions: [ferry],
    erasure: { rawRefs: ['raw-old'], urls: ['https://old.example/'] },
  });
  const [pages] = played().deleted('raw_pages');
  expect(pages).toEqual({
    $or: [
      { _id: { $in: ['raw-old', ferry.fetch.rawRef] } },
      {
        url: { $in: ['https://old.example/', ferry.url, ferry.fetch.finalUrl, 'https://wire.example/ferry'] },
      },
    ],
  });
  expect(played().deleted('page_fetches')).toEqual([{ articleId: { $in: [articleId, 'copy'] } }]);
  expect(played().deleted('article_revisions')).toEqual([{ articleId }]);
  expect(played().deleted('dedup_sketches')).toEqual([{ _id: packHex(articleId) }]);
  expect(played().updates('frontier_pages')).toMatchObject([
    { q: { _id: { $in: [articleId, 'copy'] } }, u: { $set: { entry: {}, lastError: null } }, multi: true },
  ]);
});

it('removes the list of copies last, so that a repetition still finds them', async () => {
  await removeTexts(models, { articleId, versions: [], erasure: null });
  expect(played().commands.at(-1)).toMatchObject({ delete: 'article_sightings' });
  expect(played().deleted('article_sightings')).toEqual([{ original: articleId }]);
});

it('finds no raw page of a record that has none', () => {
  expect(rawRefsOf([{ ...ferry, fetch: null as never }])).toEqual([]);
  expect(urlsOf([{}])).toEqual([]);
});
