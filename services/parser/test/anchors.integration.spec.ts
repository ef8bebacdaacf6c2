import { entryAddressOf, idOfAddress } from '@dateline/article';
import type { ArticleFetched } from '@dateline/contracts';
import { stopServices } from '@dateline/testing';
import { fetchedPage } from './fixtures/fetched-page.js';
import { startParser } from './fixtures/parser-installation.js';

let parser: Awaited<ReturnType<typeof startParser>>;

beforeAll(async () => {
  parser = await startParser();
  await parser.start();
}, 120_000);
afterAll(async () => {
  await parser.stop();
  await stopServices();
});

const PAGE = 'https://quay.example/2026/storm-day';
const POSTS = [
  ['post-11', 'Ferries stay in port', 'The harbour master closed both quays at seven, an hour before the first boat.'],
  ['post-12', 'School bus is safe', 'All nineteen pupils walked home, because the road along the shore was under water.'],
  ['post-13', 'Lights are back', 'The last street had power at nine, and the crews went home after fourteen hours.'],
] as const; // prettier-ignore
const LIVE = `<html lang="en"><head><title>Storm day</title></head><body><main><h1>Storm day, as it happened</h1>
  ${POSTS.map(([id, title, text]) => `<h2><a name="${id}"></a>${title}</h2><p>${text}</p>`).join('\n')}
  </main><footer><p>Write to the desk at any hour.</p></footer></body></html>`;

/** An entry as the fetcher hands it on: the address names its place on the page. */
function entryOf(place: string, title: string): ArticleFetched {
  const urlNormalized = entryAddressOf(PAGE, place);
  return {
    ...fetchedPage(PAGE, LIVE),
    articleId: idOfAddress(urlNormalized),
    url: `${PAGE}#${place}`,
    urlNormalized,
    authority: 'own_feed',
    entry: {
      entryId: place,
      title,
      summary: null,
      contentHtml: null,
      publishedAt: '2026-03-03T09:05:07.000Z',
      updatedAt: null,
      authors: [],
      categories: [],
      language: 'en',
    },
  };
}

it('reads each entry of a live page at its anchor', async () => {
  const pages = POSTS.map(([place, title]) => entryOf(place, title));
  await parser.publish(pages);
  await parser.settled(pages.length);
  const parsed = new Map((await parser.parsed()).map((event) => [event.articleId, event.article]));
  expect(pages.map(({ articleId }) => parsed.get(articleId))).toMatchObject(
    POSTS.map(([, headline, articleBody]) => ({
      headline,
      articleBody,
      pageType: 'article',
      provenance: { articleBody: { source: 'anchor' } },
    })),
  );
}, 120_000);
