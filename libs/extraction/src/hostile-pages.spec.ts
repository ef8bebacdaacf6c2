import { extractArticle, ExtractionError } from './index.js';

const LINE =
  '<p>The ferry left the harbour at dawn with forty passengers and a cargo of seed potatoes for the outer islands.</p>';
const linked = (json: string): string => `<script type="application/ld+json">${json}</script>`;
const PAGES: Readonly<Record<string, string>> = {
  'attributes of one element': `<div ${Array.from({ length: 100_000 }, (_, at) => `a${at}="b"`).join(' ')}>${LINE}`,
  'inline elements in one paragraph': `<p>${'<span class="tag">name</span> and '.repeat(60_000)}</p>${LINE}`,
  'an endless author': `<meta name="author" content="${'a, '.repeat(100_000)}">${LINE}`,
  figures: `${LINE}${'<figure><img src="/a.jpg"></figure>'.repeat(20_000)}`,
  'text of one paragraph': `<p>${'The ferry left the harbour at dawn, with forty passengers. '.repeat(40_000)}</p>`,
  'text without spaces between its words': `<p>${'船は夜明けに港を出た'.repeat(60_000)}</p>`,
  'lines of preformatted text': `<pre>${'a line of text\n\n'.repeat(200_000)}</pre>`,
  'line breaks': `<p>${'<br>'.repeat(400_000)}</p>${LINE}`,
  entities: `<p>${'&eacute;&amp;&notone; '.repeat(100_000)}</p>${LINE}`,
  'JSON-LD of many nodes': `${linked(`[${'{},'.repeat(500_000)}{}]`)}${LINE}`,
  'JSON-LD of many articles': `${linked(`[${'{"@type":"NewsArticle","author":"A B"},'.repeat(40_000)}{}]`)}${LINE}`,
  'deep JSON-LD': `${linked('['.repeat(200_000) + ']'.repeat(200_000))}${LINE}`,
  'JSON-LD that breaks off': `${linked(`{"a":1${',    \n'.repeat(200_000)}`)}${LINE}`,
  'an unclosed comment': `${LINE}<!--${'<p>a'.repeat(400_000)}`,
  'an unclosed attribute': `${LINE}<a title="${'<a b="'.repeat(200_000)}`,
  'an endless title': `<title>${'ferry | '.repeat(200_000)}</title>${LINE}`,
  'an endless description': `<meta name="description" content="${'a b '.repeat(400_000)}">${LINE}`,
  'an endless class name': `<div class="${'author date '.repeat(100_000)}">${LINE}</div>`,
  'bylines and dates': `${'<span class="byline date">By Ann Bee, 12 March 2020</span>'.repeat(40_000)}${LINE}`,
  'headings that end the story': `${LINE.repeat(50)}${'<p>Related stories</p>'.repeat(50_000)}`,
  'notes of corrections': `${'<p>Correction: an earlier version of this article said so.</p>'.repeat(30_000)}${LINE}`,
  'pictures with captions': `${LINE}${'<figure><img src="/a.jpg"><figcaption>A view (Reuters)</figcaption></figure>'.repeat(20_000)}`,
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
