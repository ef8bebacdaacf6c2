import { extractArticle, ExtractionError } from './index.js';

const LINE =
  '<p>The ferry left the harbour at dawn with forty passengers and a cargo of seed potatoes for the outer islands.</p>';
const PAGES: Readonly<Record<string, string>> = {
  'attributes of one element': `<div ${Array.from({ length: 100_000 }, (_, at) => `a${at}="b"`).join(' ')}>${LINE}`,
  'inline elements in one paragraph': `<p>${'<span class="tag">name</span> and '.repeat(60_000)}</p>${LINE}`,
  'an endless author': `<meta name="author" content="${'a, '.repeat(100_000)}">${LINE}`,
  figures: `${LINE}${'<figure><img src="/a.jpg"></figure>'.repeat(20_000)}`,
  brackets: `<p>${'('.repeat(200_000)}</p>${LINE}`,
};

/** A quadratic step takes minutes on these, and the runner's own time limit ends it. */
describe('hostile pages end', () => {
  it.each(Object.keys(PAGES))('%s', (name) => {
    const bytes = Buffer.from(
      `<html><body><h1>Ferry leaves for the islands</h1>${PAGES[name]}</body></html>`,
    );
    const run = (): unknown => extractArticle({ bytes, url: null, contentType: 'text/html' });
    try {
      expect(run()).toMatchObject({ headline: 'Ferry leaves for the islands' });
    } catch (error) {
      if (!(error instanceof ExtractionError)) throw error;
    }
  });
});
