import { extractArticle } from '../../extract-article.js';

const BODY =
  '<p>The ferry left the harbour at dawn with forty passengers and a cargo of seed potatoes for the outer islands.</p>';

function headlineOf(html: string): string | null {
  return extractArticle({
    bytes: Buffer.from(`<html>${html}${BODY}</html>`),
    url: 'https://harbourcourier.example/news/a',
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
    [
      'the heading of the post, and not the one of the site that leads home',
      '<title>Notes from the quay: Ferry leaves for the islands</title><div class="header"><h1 class="title"><a href="/">Notes from the quay</a></h1></div><h3 class="post-title entry-title">Ferry leaves for the islands</h3>',
      'Ferry leaves for the islands',
    ],
    [
      'a title, when the only heading leads home',
      '<title>Notes from the quay: Ferry leaves for the islands</title><nav><a href="https://harbourcourier.example"><h1>Notes from the quay</h1></a></nav>',
      'Ferry leaves for the islands',
    ],
    [
      'no heading that is the name in the address',
      '<title>Ferry leaves for the islands: what we know</title><h1>Harbour Courier</h1>',
      'Ferry leaves for the islands: what we know',
    ],
    [
      'no heading of a translator or of a window',
      '<h1>Ferry leaves at last</h1><div id="goog-gt-tt" class="skiptranslate"><h1 class="title gray">Original text</h1></div><div style="display:none"><h1>Tell a friend about us</h1></div>',
      'Ferry leaves at last',
    ],
    [
      'a heading without the kicker inside it',
      '<title>"Boats in the fog" hold out | Post</title><h1><span class="eyebrow">Winter at sea</span> "Boats in the fog" hold out</h1>',
      '"Boats in the fog" hold out',
    ],
    [
      'the part of a heading that a title holds, when a name is glued on',
      '<title>Ferry leaves for the islands » Local » Post</title><h1><b>Ferry leaves for the islands</b><i>Quay Post</i></h1>',
      'Ferry leaves for the islands',
    ],
    [
      'a kicker with its headline where a title holds both',
      '<title>Winter at sea: Boats hold out in the fog</title><h1><span class="kicker">Winter at sea:</span> Boats hold out in the fog</h1>',
      'Winter at sea: Boats hold out in the fog',
    ],
    [
      'a Chinese title without section and site',
      '<title>渡轮清晨离开港口驶向外岛_本地_港口日报</title>',
      '渡轮清晨离开港口驶向外岛',
    ],
    [
      'a title without the name in the address',
      '<title>Ferry log 12 - harbourcourier.example</title>',
      'Ferry log 12',
    ],
    [
      'a heading that stands before a longer name of the site',
      '<title>Ferry to the isles - All news of the harbour and its boats</title><h1>Ferry to the isles</h1>',
      'Ferry to the isles',
    ],
  ])('takes %s', (_, html, headline) => expect(headlineOf(html)).toBe(headline));
});
