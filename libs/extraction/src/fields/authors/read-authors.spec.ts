import { extractArticle } from '../../extract-article.js';

const BODY =
  '<p>The ferry left the harbour at dawn with forty passengers and a cargo of seed potatoes for the outer islands.</p>';

function authorsOf(html: string): string[] {
  const bytes = Buffer.from(`<html><h1>Ferry leaves for the islands</h1>${html}${BODY}</html>`);
  return extractArticle({ bytes, url: 'https://courier.example/a', contentType: 'text/html' }).author.map(
    ({ name }) => name,
  );
}

const ld = (author: string): string =>
  `<script type="application/ld+json">{"@type":"NewsArticle","author":${author}}</script>`;

describe('readAuthors', () => {
  it.each([
    ['a line without a class', '<p>By Rosa Lind</p>', ['Rosa Lind']],
    ['a line with a date', '<p>by: Rosa Lind, May 3, 2031</p>', ['Rosa Lind']],
    ['a nickname with a year in it', '<span class="byline"><a>rosa1984</a></span>', ['rosa1984']],
    ['names beside a plus', '<p>Researched by Rosa Lind + Jon Aas</p>', ['Rosa Lind', 'Jon Aas']],
    ['no "publisher"', '<meta name="author" content="publisher">', []],
    [
      'the printed person and not the unprinted account',
      `${ld('{"name":"Jon Aas"}')}<span class="author">Rosa Lind</span>`,
      ['Rosa Lind'],
    ],
    [
      'the account that no other byline contradicts',
      `${ld('{"name":"Jon Aas"}')}<div class="related-posts"><span class="author">Rosa Lind</span></div>`,
      ['Jon Aas'],
    ],
    ['no line that is a sentence', '<p>By Monday Rosa Lind had sold every ticket of the crossing.</p>', []],
    [
      'a line under a house',
      '<meta name="author" content="Courier"><p>von <a>Rosa Lind</a></p>',
      ['Rosa Lind'],
    ],
    ['a person beside an agency', '<span class="byline">Von Rosa Lind, dpa</span>', ['Rosa Lind']],
    [
      'a second author whose name holds "ap"',
      '<span class="byline">By Rosa Lind, Paul Chapman</span>',
      ['Rosa Lind', 'Paul Chapman'],
    ],
    ['a name without the city after it', '<span class="byline">By Rosa Lind, London</span>', ['Rosa Lind']],
    ['a name without its role', '<span class="byline">Rosa Lind Staff Writer</span>', ['Rosa Lind']],
    [
      'the links of a line with a date',
      '<div class="byline">May 3 2024 | <a>Rosa Lind</a> | 5 min</div>',
      ['Rosa Lind'],
    ],
    [
      'authors side by side that JSON-LD leaves out',
      `${ld('{"name":"Rosa Lind"}')}<div class="byline">Rosa Lind</div><div class="byline">Ada Berg</div>`,
      ['Rosa Lind', 'Ada Berg'],
    ],
    [
      'no link to follow beside the author',
      `${ld('{"name":"Rosa Lind"}')}<div class="byline">Rosa Lind</div><div class="byline">Follow us</div>`,
      ['Rosa Lind'],
    ],
    [
      'no author of another story',
      '<aside class="widget"><a href="/b">B</a><span class="author">Ada Berg</span></aside>',
      [],
    ],
    ['no author out of sight', '<div style="display:none"><a class="author">Edit Topics</a></div>', []],
    [
      'the signature in the footer of an article',
      '<article><footer><a class="author">Rosa Lind</a></footer></article>',
      ['Rosa Lind'],
    ],
    [
      'no meta value that labels its parts',
      '<meta name="author" content="code: Ada Berg"><span class="author">Rosa Lind</span>',
      ['Rosa Lind'],
    ],
  ])('takes %s', (_, html, names) => expect(authorsOf(html)).toEqual(names));
});
