import { articleIdOf, contentHashOf, normaliseUrl } from '@dateline/article';
import { readdirSync, readFileSync } from 'node:fs';

interface Example {
  articleId?: string;
  url?: string;
  urlNormalized?: string;
  headline?: string | null;
  articleBody?: string | null;
  contentHash?: string;
  article?: Example;
  provenance?: Record<string, { source: string }>;
}

const folder = new URL('../libs/contracts/examples/', import.meta.url);
const examples = readdirSync(folder).map((file): [string, Example | null] => [
  file,
  JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Example | null,
]);
const withAddress = examples.filter(([, value]) => value?.urlNormalized !== undefined);
const withHash = examples.filter(([, value]) => value?.contentHash !== undefined);

/** The extractor writes names of this form: `json-ld`, `h1`, `meta:og:title`, `http:link`. */
const SOURCE =
  /^(json-ld|h1|time|url|feed|text|title|class|anchor|page-state|(meta|link|http|rel):[a-z:_-]+)$/;

it('has examples of both kinds', () => {
  expect(withAddress.length).toBeGreaterThan(10);
  expect(withHash.length).toBeGreaterThan(5);
});

it.each(withAddress)('identifies the article of %s as the pipeline does', (_file, example) => {
  const { url = '', urlNormalized, articleId } = example ?? {};
  expect({ urlNormalized, articleId }).toEqual({
    urlNormalized: normaliseUrl(url),
    articleId: articleIdOf(url),
  });
});

it.each(withHash)('hashes the text of %s as the pipeline does', (_file, example) => {
  const { headline = null, articleBody = null } = example?.article ?? example ?? {};
  expect(example?.contentHash).toBe(contentHashOf(headline, articleBody));
});

it.each(examples)('names sources in %s as the extractor does', (_file, example) => {
  const { provenance = {} } = example?.article ?? example ?? {};
  for (const { source } of Object.values(provenance)) expect(source).toMatch(SOURCE);
});
