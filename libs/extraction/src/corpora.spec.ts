import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extractArticle, readCaption, readDateline } from './index.js';

const CORPORA = resolve(dirname(fileURLToPath(import.meta.url)), '../../../../shared/corpora');
const present = existsSync(CORPORA);
if (!present)
  process.stdout.write('No corpora beside the repository: the corpus specs of extraction do not run.\n');

interface ExpectedPage {
  headline: string;
  publication: string;
  publicationAsPrinted: string;
  language: string;
  mediaId: string;
  leadImage: Record<string, string>;
  dateline: { place: string };
  byline: null;
  publishedAt: null;
  bodyParagraphs: string[];
}

interface LineCases {
  datelines: { text: string; place: string | null; agency: string | null; bodyStartsWith: string | null }[];
  captions: {
    text: string;
    caption: string;
    creditAgency: string | null;
    creditPhotographer: string | null;
  }[];
}

function readCorpus(path: string): unknown {
  return JSON.parse(readFileSync(join(CORPORA, path), 'utf8'));
}

(present ? describe : describe.skip)('corpora', () => {
  it.each([
    ['obama-putin-syria.html', 'https://paper.example/obama', 'text/html'],
    ['obama-putin-syria.txt', null, 'text/plain'],
    ['obama-putin-syria.txt', null, null],
  ])('archive-page/%s', (file, url, contentType) => {
    const expected = readCorpus('archive-page/expected.json') as ExpectedPage;
    const article = extractArticle({
      bytes: readFileSync(join(CORPORA, 'archive-page', file)),
      url,
      contentType,
    });
    expect(article).toMatchObject({
      headline: expected.headline,
      publisher: { name: expected.publication, asPrinted: expected.publicationAsPrinted },
      inLanguage: expected.language,
      mediaId: expected.mediaId,
      dateline: expected.dateline,
      byline: expected.byline,
      datePublished: expected.publishedAt,
      description: null,
    });
    expect(article.image[0]).toMatchObject(expected.leadImage);
    expect(article.articleBody.split('\n')).toEqual(expected.bodyParagraphs);
  });

  it('news-lines', () => {
    const cases = readCorpus('news-lines/cases.json') as LineCases;
    for (const { text, place, agency, bodyStartsWith } of cases.datelines) {
      const reading = readDateline(text);
      const begins =
        reading === null
          ? null
          : bodyStartsWith && reading.body.startsWith(bodyStartsWith)
            ? bodyStartsWith
            : reading.body;
      expect({
        text,
        place: reading?.dateline.place ?? null,
        agency: reading?.dateline.agency ?? null,
        begins,
      }).toEqual({ text, place, agency, begins: bodyStartsWith });
    }
    for (const { text, ...expected } of cases.captions) {
      const { caption, credit } = readCaption(text);
      expect({
        caption,
        creditAgency: credit?.creditAgency ?? null,
        creditPhotographer: credit?.creditPhotographer ?? null,
      }).toEqual(expected);
    }
  });
});
