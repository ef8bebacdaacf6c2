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
    [
      'a name glued to what stands before it',
      '<a class="author"><span>By</span>Rosa Lind</a>',
      ['Rosa Lind'],
    ],
    [
      'names glued to a doubled "by"',
      '<div class="byline"><span>By</span><b>by ROSA LIND and JON AAS</b></div>',
      ['ROSA LIND', 'JON AAS'],
    ],
    [
      'a name glued to a house, a role, a place',
      '<div class="byline"><span>Rosa Lind</span><span>Courier Staff</span><i>Senior Editor</i><i>London</i></div>',
      ['Rosa Lind'],
    ],
    [
      'names glued to one another',
      '<div class="author"><span>Rosa Lind</span><span>Jon Aas</span></div>',
      ['Rosa Lind', 'Jon Aas'],
    ],
    [
      'a name whose parts stand apart',
      '<div class="author"><span class="first-name">Rosa Mia</span><span class="last-name">Lind</span></div>',
      ['Rosa Mia Lind'],
    ],
    ['a name with a big first letter', '<div class="byline">By <b>R</b>osa Lind</div>', ['Rosa Lind']],
    [
      'no links of a menu beside the name',
      '<div class="author"><a>Rosa Lind</a><ul><li><a>View author archive</a></li><li><a>Get author RSS feed</a></li></ul></div>',
      ['Rosa Lind'],
    ],
    ['a line with a day', '<div class="byline">By Rosa Lind on December 13, 2030</div>', ['Rosa Lind']],
    ['a line with a section', '<div class="byline">By Rosa Lind in Local News</div>', ['Rosa Lind']],
    ['no weekday', '<div class="byline">Monday August 27</div>', []],
    [
      'a name as libraries write it',
      '<meta name="dcterms.creator" content="Lind, Rosa"><meta name="author" content="Aas, Jon; Berg, Ada M.">',
      ['Jon Aas', 'Ada M. Berg'],
    ],
    [
      'two people with one name each after a comma of two',
      '<span class="byline">By Rosa Lind, Ada</span>',
      ['Rosa Lind', 'Ada'],
    ],
    [
      'the stated author and not who took the picture',
      `${ld('{"name":"Jon Aas"}')}<figure><img src="/a.jpg"><figcaption><span class="author">Rosa Lind</span></figcaption></figure>`,
      ['Jon Aas'],
    ],
    [
      'the stated author and not who is quoted',
      `${ld('{"name":"Jon Aas"}')}<blockquote>The tide waits. <span class="author">Rosa Lind</span></blockquote><div class="pull-quote"><p>Or not.</p><b class="author">Ada Berg</b></div>`,
      ['Jon Aas'],
    ],
    [
      'the stated author and no setting of a player',
      `${ld('{"name":"Jon Aas"}')}<div class="vjs-text-track"><p>Text Edge Style</p></div>`,
      ['Jon Aas'],
    ],
    [
      'no photographer',
      '<span class="author">Foto: Rosa Lind</span><span class="byline">SHUTTERSTOCK</span>',
      [],
    ],
    [
      'no author of a testimonial',
      '<div class="testimonial"><p>Best paper.</p><span class="author">Rosa Lind, Skipper</span></div>',
      [],
    ],
    [
      'an author in RDFa',
      '<span rel="schema:author"><span typeof="schema:Person" property="schema:name">Rosa Lind</span></span>',
      ['Rosa Lind'],
    ],
    [
      'the printed name and not the account',
      `${ld('{"name":"rlind7"}')}<span class="byline">By Rosa Lind</span>`,
      ['Rosa Lind'],
    ],
  ])('takes %s', (_, html, names) => expect(authorsOf(html)).toEqual(names));
});
