/**
 * The readers of outside text, each called with a text that a stranger chose wholly. Runs in a thread of the worker pool, which ends a
 * task that takes too much processor time.
 */
import * as article from '@dateline/article';
import * as extraction from '@dateline/extraction';
import * as feed from '@dateline/feed';
import * as http from '@dateline/http';

const bytes = (text) => new TextEncoder().encode(text);
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const refused = (error) => {
  if (error instanceof feed.FeedError || error instanceof extraction.ExtractionError) return 'refused';
  throw error;
};
const parse = (text) =>
  feed.parseSource(bytes(text), { url: 'https://post.example.test/feed', headers: {} }).catch(refused);
const rss = (item, channel = '') =>
  parse(`<rss version="2.0"><channel><title>Post</title>${channel}<item>${item}</item></channel></rss>`);
const page = (head, body) => {
  try {
    return extraction.extractArticle({
      bytes: bytes(`<html><head>${head}</head><body>${body}</body></html>`),
      contentType: 'text/html; charset=utf-8',
      url: 'https://post.example.test/a',
      fetchedAt: '2026-03-05T12:00:00.000Z',
    });
  } catch (error) {
    return refused(error);
  }
};
const prose =
  '<article><h1>The harbour opens</h1><p>The harbour of the town opens on Monday, said the mayor.</p>';

/** As many entries as a sixth of the text, which differ in guid and title. */
async function named(text, url) {
  const count = Math.floor(text.length / 6);
  const items = Array.from({ length: count }, (_, n) => ({ id: `g${n}`, url: url(n), title: `Report ${n}` }));
  const parsed = await parse(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items }));
  const rules = {
    feedUrl: 'https://post.example.test/feed',
    from: 'guid',
    parameters: article.NO_PARAMETER_RULES,
  };
  return feed.identifyDocument(parsed.items, rules);
}

export const READERS = {
  'RSS title': (t) => rss(`<title>${escape(t)}</title><link>https://post.example.test/1</link>`),
  'RSS title in CDATA': (t) => rss(`<title><![CDATA[${t}]]></title>`),
  'RSS description': (t) => rss(`<description>${escape(t)}</description>`),
  'RSS content': async (t) => {
    const parsed = await rss(`<content:encoded><![CDATA[${t}]]></content:encoded>`);
    return parsed.items?.map((item) => feed.sanitiseEntry(item));
  },
  'RSS link': (t) => rss(`<link>${escape(t)}</link><guid>${escape(t)}</guid>`),
  'RSS author': (t) => rss(`<author>${escape(t)}</author><dc:creator>${escape(t)}</dc:creator>`),
  'RSS date': (t) => rss(`<pubDate>${escape(t)}</pubDate>`),
  'RSS category': (t) => rss(`<category>${escape(t)}</category>`),
  'RSS channel': (t) =>
    rss('', `<link>${escape(t)}</link><language>${escape(t)}</language><ttl>${escape(t)}</ttl>`),
  'XML attribute': (t) => rss(`<enclosure url="${escape(t)}" type="${escape(t)}" length="${escape(t)}"/>`),
  'raw XML': (t) => rss(t),
  'XML prologue': (t) => parse(`<?xml version="1.0"?><!DOCTYPE rss [${t}]><rss><channel/></rss>`),
  'any document': (t) => parse(t),
  'JSON feed': (t) =>
    parse(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        items: [{ id: t, title: t, content_html: t, url: t, date_published: t, authors: [{ name: t }] }],
      }),
    ),
  'entries of one page': (t) => named(t, () => 'https://post.example.test/live'),
  'entries of one fragment': (t) => named(t, () => 'https://post.example.test/live#now'),
  'entries under a tracking name': (t) => named(t, (n) => `https://post.example.test/read?utm_id=${n}`),
  'entries under names of their own': (t) => named(t, (n) => `https://post.example.test/read?utm_${n}=1`),
  sitemap: (t) => parse(`<urlset><url><loc>${escape(t)}</loc><lastmod>${escape(t)}</lastmod></url></urlset>`),
  'OPML attribute': (t) =>
    feed.readOutlines(`<opml><outline xmlUrl="${escape(t)}" title="${escape(t)}"/></opml>`),
  'tag of a page with feeds': (t) => feed.findFeedLinks(`<link ${t}><a ${t}>`, 'https://post.example.test/'),
  'page with feeds': (t) => feed.findFeedLinks(t, 'https://post.example.test/'),
  'robots.txt for sitemaps': (t) =>
    feed.findSitemapLines(`sitemap: ${t}`, 'https://post.example.test/robots.txt'),
  'fragment of HTML': (t) => feed.sanitiseHtml(t),
  'attribute of a fragment': (t) =>
    feed.sanitiseHtml(`<img srcset="${escape(t)}" alt="${escape(t)}"><a href="${escape(t)}">`),
  'feed date': (t) => feed.readFeedDate(t),
  'page heading': (t) =>
    page(`<title>${escape(t)}</title>`, `<article><h1>${escape(t)}</h1><p>${prose}</p></article>`),
  'page meta': (t) =>
    page(
      ['description', 'author', 'date', 'keywords', 'news_keywords', 'article:published_time']
        .map((name) => `<meta name="${name}" content="${escape(t)}">`)
        .join('') +
        ['og:title', 'og:image', 'og:site_name']
          .map((name) => `<meta property="${name}" content="${escape(t)}">`)
          .join(''),
      prose,
    ),
  'page paragraph': (t) => page('', `${prose}<p>${escape(t)}</p></article>`),
  'page lead': (t) =>
    page('', `<article><h1>The harbour opens</h1><p>${escape(t)}</p><p>${prose}</p></article>`),
  'page byline': (t) =>
    page(
      '',
      `<article><h1>The harbour opens</h1><p class="byline author" rel="author">By ${escape(t)}</p><time>${escape(t)}</time>${prose}</article>`,
    ),
  'page caption': (t) =>
    page(
      '',
      `${prose}<figure><img src="${escape(t)}" srcset="${escape(t)}" alt="${escape(t)}"><figcaption>${escape(t)}</figcaption></figure></article>`,
    ),
  'page correction': (t) => page('', `${prose}<p class="correction">Correction: ${escape(t)}</p></article>`),
  'page attribute': (t) =>
    page('', `<div class="${escape(t)}" id="${escape(t)}" style="${escape(t)}">${prose}</div>`),
  'raw page': (t) => page('', t),
  'page JSON-LD': (t) =>
    page(
      `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: t, articleBody: t, datePublished: t, author: { name: t }, image: t, url: t }).replaceAll('<', '\\u003c')}</script>`,
      prose,
    ),
  'broken JSON-LD': (t) =>
    page(
      `<script type="application/ld+json">{"@type":"NewsArticle",${t.replaceAll('</', '')}</script>`,
      prose,
    ),
  'date on a page': (t) => extraction.readDate(t),
  caption: (t) => extraction.readCaption(t),
  credit: (t) => extraction.readCredit(t),
  dateline: (t) => extraction.readDateline(t),
  address: (t) => article.normaliseUrl(`https://post.example.test/${t}`),
  'address query': (t) => article.normaliseUrl(`https://post.example.test/a?${t}`),
  'bare address': (t) => article.normaliseUrl(t),
  'outlet of an address': (t) => article.outletOf(`https://post.example.test/${t}`),
  'text to compare': (t) => article.normaliseText(t),
  'kill notice': (t) => [
    article.isKillNotice({ headline: t, articleBody: t }),
    article.killedHeadlinesOf({ headline: t, articleBody: t }),
  ],
  'Link header': (t) => http.readLinkHeader(t, 'https://post.example.test/'),
  'caching header': (t) =>
    http.freshnessOf({ 'cache-control': t.slice(0, 16_384), expires: t.slice(0, 16_384) }, new Date(0)),
};

/** A pump is repeated up to a length; what follows makes a match fail at the end. */
export const PUMPS = [
  ' ',
  '\n',
  'a',
  'A',
  '1',
  '.',
  ',',
  '-',
  '/',
  '<',
  '<!--',
  '<!',
  '"',
  "'",
  '=',
  '(',
  '[',
  '&',
  '&#',
  '%20',
  '{',
  ' a',
  'a ',
  'A.',
  '—',
  '“a',
  ' |',
  '@a',
  'a@',
  'a.',
  '<a ',
  '<a>',
  ' href=',
  '\ud83d',
  ';a',
  '</p',
  'ـ',
  '一',
  '[?#',
];

/** What the spec proves itself by. */
const quadratic = (t) => /([^\s=]+)\s*=/.test(t);

export async function read({ reader, pump, length }) {
  const reads = reader === 'quadratic' ? quadratic : READERS[reader];
  await reads(pump.repeat(Math.ceil(length / pump.length)) + '\u0001!');
  return true;
}
