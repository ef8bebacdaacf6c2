import { extractArticle } from '../extract-article.js';

const BODY =
  '<p>The ferry left the harbour at dawn with forty passengers and a cargo of seed potatoes for the outer islands.</p>';

function headlineOf(html: string): string | null {
  return extractArticle({
    bytes: Buffer.from(`<html>${html}${BODY}</html>`),
    url: 'https://paper.example/a',
    contentType: 'text/html',
  }).headline;
}

describe('readHeadline', () => {
  it.each([
    [
      'not a heading that is the name of the site',
      '<title>Ferry leaves for the islands | Harbour Courier</title><h1>Harbour Courier</h1>',
      'Ferry leaves for the islands',
    ],
    [
      'the second heading, when the first is the site',
      '<title>Ferry leaves at last - by Rosa Lind - Harbour Courier</title><h1>Harbour Courier</h1><h1>Ferry leaves at last</h1>',
      'Ferry leaves at last',
    ],
    [
      'the only heading in another wording than the title',
      '<title>Cheap ferry to the outer islands 2024</title><meta property="og:title" content="Cheap ferry to the outer islands 2024"><h1>A ferry to the outer islands, and what it costs</h1>',
      'A ferry to the outer islands, and what it costs',
    ],
    [
      'no heading that speaks of something else',
      '<title>Ferry leaves for the islands</title><meta property="og:title" content="Ferry leaves for the islands"><h1>News and weather</h1>',
      'Ferry leaves for the islands',
    ],
    [
      'the title, when the heading holds a kicker as well',
      '<meta property="og:title" content="Ferry leaves for the islands"><h1>Shipping Ferry leaves for the islands</h1>',
      'Ferry leaves for the islands',
    ],
    [
      'a title without its site whole',
      '<title>Ferry to the islands – is it late? – HARBOUR</title><meta property="og:title" content="Ferry to the islands – is it late?">',
      'Ferry to the islands – is it late?',
    ],
    ['no soft hyphens', '<h1>Fer\u00adry leaves for the is\u00adlands</h1>', 'Ferry leaves for the islands'],
  ])('takes %s', (_, html, headline) => expect(headlineOf(html)).toBe(headline));
});
