import { extractArticle } from './extract-article.js';

const HEADLINE = 'Envoy and minister fail to agree on water of two rivers';
const CAPTION = 'U.S. envoy Lena Ortiz and river minister Paul Achebe look towards one another.';
const CREDIT = 'REUTERS, Kevin Marsh';
const IMAGE = '<img src="/uploads/talks.jpg" alt="" width="620" height="395">';
const BODY = [
  'U.S. envoy Ortiz spoke on Wednesday by phone with minister Paul Achebe about the water of the two rivers.',
  'Ortiz stressed her concern that the dams in the north had been shut for a month, and asked for the gates to be opened.',
  'Both sides confirmed that they would keep to the treaty of 1954.',
  'A summary by the ministry said that engineers of the two countries would meet again in the spring to measure the flow.',
  '“We will do what has to be done for the farmers downstream, and we are open to talks about all the rest,” Achebe said.',
];
const PARAGRAPHS = BODY.map((line, at) => (at === 0 ? `Vienna-${line}` : line));

/** The same text in other mark-up: how a picture with caption and credit stands in a page. */
const PICTURES: Readonly<Record<string, string>> = {
  figure: `<figure>${IMAGE}<figcaption>${CAPTION} ${CREDIT}</figcaption></figure>`,
  figCreditSpan: `<figure>${IMAGE}<figcaption>${CAPTION} <span class="credit">${CREDIT}</span></figcaption></figure>`,
  figCreditFirst: `<figure>${IMAGE}<figcaption><span class="credit">${CREDIT}</span> ${CAPTION}</figcaption></figure>`,
  figCreditFirstPlain: `<figure>${IMAGE}<figcaption><span>${CREDIT}</span> <span>${CAPTION}</span></figcaption></figure>`,
  figCredDash: `<figure>${IMAGE}<figcaption>${CREDIT} - ${CAPTION}</figcaption></figure>`,
  figCredColon: `<figure>${IMAGE}<figcaption>${CREDIT}: ${CAPTION}</figcaption></figure>`,
  figTwo: `<figure>${IMAGE}<figcaption>${CAPTION}</figcaption><figcaption>${CREDIT}</figcaption></figure>`,
  figSmall: `<figure>${IMAGE}<figcaption>${CAPTION}<br/><small>${CREDIT}</small></figcaption></figure>`,
  figCite: `<figure>${IMAGE}<figcaption>${CAPTION} <cite>${CREDIT}</cite></figcaption></figure>`,
  figAfter: `<figure>${IMAGE}<figcaption>${CAPTION}</figcaption></figure><p>${CREDIT}</p>`,
  figBefore: `<p>${CREDIT}</p><figure>${IMAGE}<figcaption>${CAPTION}</figcaption></figure>`,
  figBeforeImg: `<figure><figcaption>${CAPTION} ${CREDIT}</figcaption>${IMAGE}</figure>`,
  figParen: `<figure>${IMAGE}<figcaption>${CAPTION} (${CREDIT})</figcaption></figure>`,
  figP: `<figure>${IMAGE}<figcaption><p>${CAPTION}</p><p>${CREDIT}</p></figcaption></figure>`,
  figPfirst: `<figure>${IMAGE}<figcaption><p>${CREDIT}</p><p>${CAPTION}</p></figcaption></figure>`,
  wpcap: `<div class="wp-caption">${IMAGE}<p class="wp-caption-text">${CAPTION} ${CREDIT}</p></div>`,
  wpcapCredP: `<div class="wp-caption">${IMAGE}<p class="wp-caption-text">${CAPTION}</p><p class="wp-media-credit">${CREDIT}</p></div>`,
  para: `<p>${IMAGE}</p><p>${CAPTION} ${CREDIT}</p>`,
  paraSame: `<p>${IMAGE}${CAPTION} ${CREDIT}</p>`,
  paraBr: `<p>${IMAGE}<br/>${CAPTION} ${CREDIT}</p>`,
  paraEm: `<p>${IMAGE}</p><p><em>${CAPTION} ${CREDIT}</em></p>`,
  paraTwo: `<p>${IMAGE}</p><p>${CAPTION}</p><p>${CREDIT}</p>`,
  paraTwoRev: `<p>${IMAGE}</p><p>${CREDIT}</p><p>${CAPTION}</p>`,
  paraBr2: `<p>${IMAGE}</p><p>${CAPTION}<br/>${CREDIT}</p>`,
  div: `<div>${IMAGE}</div><div>${CAPTION} ${CREDIT}</div>`,
  divNest: `<div><div>${IMAGE}</div><div>${CAPTION} ${CREDIT}</div></div>`,
  divTwo: `<div class="media"><div>${IMAGE}</div><div><div>${CAPTION}</div><div>${CREDIT}</div></div></div>`,
  divTwoRev: `<div class="media"><div>${IMAGE}</div><div><div>${CREDIT}</div><div>${CAPTION}</div></div></div>`,
  noImg: `<p>${CAPTION} ${CREDIT}</p>`,
  noImgDiv: `<div>${CAPTION} ${CREDIT}</div>`,
  noImg2: `<p>${CAPTION}</p><p>${CREDIT}</p>`,
  noImg2r: `<p>${CREDIT}</p><p>${CAPTION}</p>`,
  table: `<table><tr><td>${IMAGE}</td></tr><tr><td>${CAPTION} ${CREDIT}</td></tr></table>`,
  table2: `<table><tr><td>${IMAGE}</td></tr><tr><td>${CAPTION}</td></tr><tr><td>${CREDIT}</td></tr></table>`,
  table1: `<table><tr><td>${IMAGE}</td><td>${CAPTION} ${CREDIT}</td></tr></table>`,
  dl: `<dl><dt>${IMAGE}</dt><dd>${CAPTION} ${CREDIT}</dd></dl>`,
  ul: `<ul><li>${IMAGE}</li><li>${CAPTION} ${CREDIT}</li></ul>`,
  span: `<div>${IMAGE}<span>${CAPTION}</span> <span>${CREDIT}</span></div>`,
  capClass: `<div class="image">${IMAGE}<div class="caption">${CAPTION}</div><div class="credit">${CREDIT}</div></div>`,
  capClassRev: `<div class="image"><div class="credit">${CREDIT}</div>${IMAGE}<div class="caption">${CAPTION}</div></div>`,
  a: `<p><a href="/x.jpg">${IMAGE}</a></p><p>${CAPTION} ${CREDIT}</p>`,
  center: `<center>${IMAGE}<br/>${CAPTION} ${CREDIT}</center>`,
  aside: `<aside>${IMAGE}<p>${CAPTION} ${CREDIT}</p></aside>`,
  asideText: `<aside><p>${CAPTION}</p><p>${CREDIT}</p></aside>`,
  asideFigure: `<aside><figure>${IMAGE}<figcaption>${CAPTION} ${CREDIT}</figcaption></figure></aside>`,
  asideRev: `<aside><p>${CREDIT}</p><p>${CAPTION}</p>${IMAGE}</aside>`,
  header: `<header>${IMAGE}<p>${CAPTION} ${CREDIT}</p></header>`,
  headerTwo: `<header><p>${CAPTION}</p><p>${CREDIT}</p></header>`,
  amp: `<figure><amp-img src="/uploads/talks.jpg" width="620" height="395"></amp-img><figcaption>${CAPTION} ${CREDIT}</figcaption></figure>`,
  ampLoose: `<amp-img src="/uploads/talks.jpg" width="620" height="395"></amp-img><p>${CAPTION} ${CREDIT}</p>`,
  capEm: `<figure>${IMAGE}<figcaption>${CAPTION} <em>${CREDIT}</em></figcaption></figure>`,
  capIFirst: `<figure>${IMAGE}<figcaption><i>${CREDIT}</i> ${CAPTION}</figcaption></figure>`,
  capSmallFirst: `<figure>${IMAGE}<figcaption><small>${CREDIT}</small><br>${CAPTION}</figcaption></figure>`,
  capDl: `<figure>${IMAGE}<figcaption><dl><dt>Caption</dt><dd>${CAPTION}</dd><dt>Credit</dt><dd>${CREDIT}</dd></dl></figcaption></figure>`,
  dlLabels: `<dl><dt>Photo</dt><dd>${IMAGE}</dd><dt>Caption</dt><dd>${CAPTION}</dd><dt>Credit</dt><dd>${CREDIT}</dd></dl>`,
  tableLabels: `<table><tr><td colspan="2">${IMAGE}</td></tr><tr><th>Caption</th><td>${CAPTION}</td></tr><tr><th>Credit</th><td>${CREDIT}</td></tr></table>`,
  labelled: `<p>${IMAGE}</p><p>Caption: ${CAPTION}</p><p>Credit: ${CREDIT}</p>`,
  labelInLine: `<p>${IMAGE}</p><p>${CAPTION} Photo: ${CREDIT}</p>`,
  section: `<section><div>${IMAGE}</div><section><p>${CAPTION}</p></section><section><p>${CREDIT}</p></section></section>`,
  microdata: `<div itemscope itemtype="https://schema.org/ImageObject">${IMAGE}<span itemprop="caption">${CAPTION}</span><span itemprop="creditText">${CREDIT}</span></div>`,
  unclosedTd: `<table><tr><td>${IMAGE}<tr><td>${CAPTION}<tr><td>${CREDIT}</table>`,
  unclosedDd: `<dl><dt>${IMAGE}<dd>${CAPTION}<dd>${CREDIT}</dl>`,
  looseLines: `${IMAGE}<br>${CAPTION}<br>${CREDIT}<br><br>`,
  looseLinesRev: `${IMAGE}<br>${CREDIT}<br>${CAPTION}<br><br>`,
  address: `<div>${IMAGE}</div><p>${CAPTION}</p><address>${CREDIT}</address>`,
  picture: `<figure><picture><source srcset="/uploads/talks.webp 1x">${IMAGE}</picture><figcaption>${CAPTION} ${CREDIT}</figcaption></figure>`,
  photoClass: `<div class="photo">${IMAGE}<p>${CAPTION} <i>${CREDIT}</i></p></div>`,
};

/** How the publisher's id stands in a page. */
const MEDIA_IDS: Readonly<Record<string, string>> = {
  p: '<p>Media ID: 44110022</p>',
  div: '<div>Media ID: 44110022</div>',
  b: '<p><b>Media ID:</b> 44110022</p>',
  span: '<div class="meta"><span>Media ID:</span> <span>44110022</span></div>',
  dl: '<dl><dt>Media ID</dt><dd>44110022</dd></dl>',
  table: '<table><tr><th>Media ID:</th><td>44110022</td></tr></table>',
  li: '<ul><li>Media ID: 44110022</li></ul>',
  dlc: '<dl><dt>Media ID:</dt><dd>44110022</dd></dl>',
  bare: 'Media ID: 44110022<br>',
  aside: '<aside>Media ID: 44110022</aside>',
  header: '<header><p>Media ID: 44110022</p></header>',
  small: '<p><small>Media ID: 44110022</small></p>',
};

/** How the paragraphs stand in a page. */
const BODIES: Readonly<Record<string, string>> = {
  p: PARAGRAPHS.map((p) => `<p>${p}</p>`).join('\n'),
  div: PARAGRAPHS.map((p) => `<div>${p}</div>`).join('\n'),
  li: '<ul>' + PARAGRAPHS.map((p) => `<li>${p}</li>`).join('') + '</ul>',
  ol: '<ol>' + PARAGRAPHS.map((p) => `<li><p>${p}</p></li>`).join('') + '</ol>',
  br: '<div>' + PARAGRAPHS.join('<br/><br/>\n') + '</div>',
  br1: '<p>' + PARAGRAPHS.join('<br>') + '</p>',
  table: '<table>' + PARAGRAPHS.map((p) => `<tr><td>${p}</td></tr>`).join('') + '</table>',
  cell: '<table><tr><td>' + PARAGRAPHS.map((p) => `<p>${p}</p>`).join('') + '</td></tr></table>',
  nested: PARAGRAPHS.map((p) => `<div><div><div>${p}</div></div></div>`).join(''),
  section: PARAGRAPHS.map((p) => `<section><p>${p}</p></section>`).join(''),
  span: PARAGRAPHS.map((p) => `<p><span>${p}</span></p>`).join(''),
  blockquote: '<blockquote>' + PARAGRAPHS.map((p) => `<p>${p}</p>`).join('') + '</blockquote>',
  strongDl: PARAGRAPHS.map((p, i) =>
    i ? `<p>${p}</p>` : `<p><strong>Vienna</strong>-${p.slice(7)}</p>`,
  ).join(''),
  dlSpan: PARAGRAPHS.map((p, i) =>
    i ? `<p>${p}</p>` : `<p><span class="dateline">Vienna-</span>${p.slice(7)}</p>`,
  ).join(''),
  dlOwn: PARAGRAPHS.map((p, i) => (i ? `<p>${p}</p>` : `<p>Vienna-</p><p>${p.slice(7)}</p>`)).join(''),
  pre: '<pre>' + PARAGRAPHS.join('\n\n') + '</pre>',
  two: `<div>${PARAGRAPHS.slice(0, 5)
    .map((p) => `<p>${p}</p>`)
    .join('')}</div><div>${PARAGRAPHS.slice(5)
    .map((p) => `<p>${p}</p>`)
    .join('')}</div>`,
  font: PARAGRAPHS.map((p) => `<font>${p}</font><br><br>`).join(''),
  dd: '<dl>' + PARAGRAPHS.map((p) => `<dd>${p}</dd>`).join('') + '</dl>',
  unclosed: PARAGRAPHS.map((p) => `<p>${p}`).join('\n'),
  unclosedLi: '<ul>' + PARAGRAPHS.map((p) => `<li>${p}`).join('\n') + '</ul>',
  numbered: '<dl>' + PARAGRAPHS.map((p, i) => `<dt>${i + 1}</dt><dd>${p}</dd>`).join('') + '</dl>',
  numberedRows:
    '<table>' + PARAGRAPHS.map((p, i) => `<tr><td>${i + 1}</td><td>${p}</td></tr>`).join('') + '</table>',
  nestedSections: PARAGRAPHS.reduceRight((inner, p) => `<section><p>${p}</p>${inner}</section>`, ''),
  blockSpans: PARAGRAPHS.map((p) => `<span style="display: block">${p}</span>`).join(''),
  firstInHeader: PARAGRAPHS.map((p, i) => (i ? `<p>${p}</p>` : `<header><p>${p}</p></header>`)).join(''),
  center: '<center>' + PARAGRAPHS.map((p) => `<p>${p}</p>`).join('') + '</center>',
  article: PARAGRAPHS.map((p) => `<article><p>${p}</p></article>`).join(''),
};

/** What stands around all of it. */
const FRAMES: Readonly<Record<string, (html: string) => string>> = {
  article: (html) => `<article><h1>${HEADLINE}</h1>${html}</article>`,
  divs: (html) => `<div><h1>${HEADLINE}</h1><div>${html}</div></div>`,
  entry: (html) => `<h1 class="entry-title">${HEADLINE}</h1><div class="entry-content">${html}</div>`,
  flat: (html) => `<h1>${HEADLINE}</h1>${html}`,
  h2: (html) => `<div id="content"><h2>${HEADLINE}</h2>${html}</div>`,
  table: (html) => `<table><tr><td><h1>${HEADLINE}</h1></td></tr><tr><td>${html}</td></tr></table>`,
  header: (html) => `<article><header><h1>${HEADLINE}</h1></header>${html}</article>`,
  amp: (html) =>
    `<main class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">${HEADLINE}</h1></header><div class="amp-wp-article-content">${html}</div></main>`,
  chrome: (html) =>
    `<div id="top"><span>Select Page</span></div><nav><ul><li><a href="/a">World</a></li></ul></nav><main><h1>${HEADLINE}</h1>${html}</main><footer><p>Copyright RIVER POST. All rights reserved.</p></footer>`,
};

type Layout = readonly [picture: string, mediaId: string, body: string, frame: string];

/** Every form of each part beside plain others, and a spread of the combinations: neighbours change the reading. */
function layouts(): Layout[] {
  const [pictures, ids, bodies, frames] = [PICTURES, MEDIA_IDS, BODIES, FRAMES].map(Object.keys) as [
    string[],
    string[],
    string[],
    string[],
  ];
  const combined = pictures.flatMap((picture, a) =>
    bodies.map((body, b): Layout => {
      const at = a * bodies.length + b;
      return [picture, ids[at % ids.length] ?? '', body, frames[(at + a) % frames.length] ?? ''];
    }),
  );
  return [
    ...ids.map((id): Layout => ['figure', id, 'p', 'article']),
    ...frames.map((frame): Layout => ['figure', 'p', 'p', frame]),
    ...combined,
  ];
}

function read([picture, mediaId, body, frame]: Layout): unknown {
  const html = FRAMES[frame]?.(`${MEDIA_IDS[mediaId]}${PICTURES[picture]}${BODIES[body]}`) ?? '';
  const page = `<html lang="en"><head><title>${HEADLINE} | RIVER POST Archive</title></head><body>${html}</body></html>`;
  const article = extractArticle({
    bytes: Buffer.from(page),
    url: 'https://post.example/a',
    contentType: null,
  });
  const { caption, creditText, creditAgency, creditPhotographer } = article.image[0] ?? {};
  return {
    headline: article.headline,
    publisher: article.publisher?.asPrinted,
    mediaId: article.mediaId,
    place: article.dateline?.place,
    byline: article.byline,
    author: article.author,
    datePublished: article.datePublished,
    description: article.description,
    caption,
    creditText,
    creditAgency,
    creditPhotographer,
    body: article.articleBody.split('\n'),
  };
}

describe('one story in every layout', () => {
  it.each(layouts())('picture %s, media id %s, body %s, frame %s', (...layout) => {
    expect(read(layout)).toEqual({
      headline: HEADLINE,
      publisher: 'RIVER POST Archive',
      mediaId: '44110022',
      place: 'Vienna',
      byline: null,
      author: [],
      datePublished: null,
      description: null,
      caption: CAPTION,
      creditText: CREDIT,
      creditAgency: 'Reuters',
      creditPhotographer: 'Kevin Marsh',
      body: BODY,
    });
  });
});
