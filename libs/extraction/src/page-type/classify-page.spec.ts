import { Buffer } from 'node:buffer';
import { extractArticle } from '../extract-article.js';

const SENTENCES = [
  'The ferry left the northern quay at dawn with two hundred people and a brass band on its upper deck.',
  'Nobody on board had expected the fog, which rolled in from the west and hid the whole sound for an hour.',
  'The captain slowed to walking pace, sounded the horn every minute, and waited until the beacon came in sight.',
  'By noon the fog was gone, and the ferry went on to the islands with all of its passengers on deck.',
  'The harbour master said that a second beacon would be built on the western skerry in spring, if the council agrees.',
];
const story = SENTENCES.map((sentence) => `<p>${sentence}</p>`).join('');
const linked = (data: object) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
const repeat = (times: number, part: (n: number) => string) =>
  Array.from({ length: times }, (_, n) => part(n)).join('');

function typeOf(html: string, url: string | null = null, isNamed = false) {
  const bytes = Buffer.from(`<!doctype html><html lang="en">${html}</html>`);
  const { pageType, provenance } = extractArticle({ bytes, url, contentType: 'text/html', isNamed });
  return { pageType, source: provenance['pageType']?.source };
}

const SHOP = `<head><title>Kettle Nord 2 l | Lindkvist</title><meta property="og:type" content="product">
${linked({ '@type': 'Product', name: 'Kettle Nord', offers: { '@type': 'Offer', price: '39.00', priceCurrency: 'EUR' } })}</head>
<body class="template-product"><nav>${repeat(30, (n) => `<a href="/c/${n}">Range ${n}</a>`)}</nav>
<div class="product-page"><h1>Kettle Nord 2 l</h1><span class="price">€ 39,00</span><button class="add-to-cart">Add to cart</button>
<p>${SENTENCES[0]} It is made of brushed steel, boils two litres in four minutes and keeps them warm for an hour.</p></div>
<div class="product-grid">${repeat(12, (n) => `<div class="product-card"><a href="/p/${n}"><img src="${n}.jpg">Kettle ${n}</a><span class="price">€ ${n},00</span></div>`)}</div></body>`;
const FORUM = `<head><title>Which rope for the mooring? - Skipper forum</title>
${linked({ '@type': 'DiscussionForumPosting', headline: 'Which rope for the mooring?', comment: [] })}</head>
<body class="forum"><h1>Which rope for the mooring?</h1>${repeat(14, (n) => `<div class="post reply"><div class="user avatar"><a href="/u/${n}">skipper${n}</a> Posts: ${n}</div><div class="message"><p>${SENTENCES[n % 5]}</p></div><a class="reply" href="#r${n}">Reply</a><a href="#q${n}">Quote</a></div>`)}</body>`;
const FRONT = `<head><title>Quay Courier</title><meta property="og:type" content="website"></head><body class="home">
<nav>${repeat(20, (n) => `<a href="/s${n}/">Section ${n}</a>`)}</nav><main>${repeat(40, (n) => `<div class="card teaser"><h2><a href="/2026/03/0${n % 9}/story-number-${n}">Story number ${n} of the harbour</a></h2><p>The council met for the ${n}th time and agreed on nothing at all this evening.</p></div>`)}</main></body>`;

it('takes a bare story for an article, with an address or without', () => {
  const page = `<body><article><h1>Ferry waits out the fog</h1>${story}</article></body>`;
  expect(typeOf(page).pageType).toBe('article');
  expect(typeOf(page, 'https://quay.example/2026/03/03/ferry-waits-out-the-fog').pageType).toBe('article');
  expect(typeOf(`<body><p>${SENTENCES[0]}</p></body>`).pageType).toBe('article');
});

it.each([
  ['product', 'https://lindkvist.example/products/kettle-nord', SHOP],
  ['forum', 'https://forum.skipper.example/threads/which-rope-for-the-mooring.1234/', FORUM],
  ['section', 'https://quay.example/', FRONT],
])('tells a page of class %s', (type, url, page) => {
  expect(typeOf(page, url).pageType).toBe(type);
});

it.each([
  [
    'error',
    '<head><title>Page not found | Quay Courier</title></head><body><h1>Oops!</h1><p>The page that you wanted has moved or never was here.</p></body>',
  ],
  [
    'error',
    '<head><title>Seite nicht gefunden – Hafenblatt</title></head><body><p>Die Seite gibt es nicht mehr. Vielleicht hilft die Suche weiter.</p></body>',
  ],
  [
    'error',
    '<head><title>الصفحة غير موجودة</title></head><body><p>عذرا، لم نتمكن من العثور على ما تبحث عنه في هذا الموقع.</p></body>',
  ],
  [
    'bot_wall',
    '<head><title>Just a moment...</title></head><body><h1>quay.example</h1><p>Checking that you are a person. This may take a few seconds.</p></body>',
  ],
  [
    'bot_wall',
    '<head><title>Hafenblatt</title></head><body><h1>Sind Sie ein Mensch?</h1><p>Bitte bestätigen Sie, dass Sie kein Programm sind, und laden Sie die Seite neu.</p></body>',
  ],
])('tells a page that stands in place of an article: %s', (type, page) => {
  expect(typeOf(page).pageType).toBe(type);
});

it('takes a story about an error for a story', () => {
  const page = `<head><title>Page not found | Quay Courier</title></head><body><article><h1>Page not found</h1>${story}${repeat(9, (n) => `<p>The harbour office counted ${n + 2} lost pages in its books that year, and wrote each of them off.</p>`)}</article></body>`;
  expect(typeOf(page).pageType).toBe('article');
});

it('goes by what the page states of itself, and says so', () => {
  const body = `<body><article><h1>Ferry waits out the fog</h1>${story}</article></body>`;
  const article = { '@type': 'NewsArticle', headline: 'Ferry waits out the fog' };
  expect(typeOf(`<head>${linked({ ...article, '@type': 'LiveBlogPosting' })}</head>${body}`)).toEqual({
    pageType: 'live_blog',
    source: 'json-ld',
  });
  expect(typeOf(`<head>${linked({ ...article, isAccessibleForFree: false })}</head>${body}`)).toEqual({
    pageType: 'paywall_teaser',
    source: 'isAccessibleForFree',
  });
  expect(typeOf(`<head><meta property="og:type" content="video.other"></head>${body}`)).toEqual({
    pageType: 'video',
    source: 'meta:og:type',
  });
  expect(typeOf(`<head>${linked(article)}</head>${body}`).source).toMatch(/^model 0\.\d\d$/);
});

it('hears the outlet whose feed names the page', () => {
  const page = `<head><title>Harbour notes</title></head><body>${repeat(30, (n) => `<div><a href="/${n}">Note ${n}</a></div>`)}
    <p>${SENTENCES[0]}</p><div class="form contact"><input><button>Send</button></div></body>`;
  const url = 'https://quay.example/services/notes';
  expect(typeOf(page, url, false).pageType).not.toBe('article');
  expect(typeOf(page, url, true).pageType).toBe('article');
});
