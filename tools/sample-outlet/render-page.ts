import type { Article, DatedArticle, Outlet } from './outlet.types.ts';
import { CHROME, type Chrome } from './page-chrome.ts';

/** `base`: the outlet's address without a slash at the end; `url`: the page's canonical address. */
interface Page {
  outlet: Outlet;
  article: DatedArticle;
  base: string;
  url: string;
  amp?: boolean;
}

type PageMetadata = Pick<Page, 'outlet' | 'article' | 'url'> & { image: string };

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeMarkup = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);

/** An article page as outlets make them: the text inside navigation, related links, a consent bar and a footer. */
export function renderPage({ outlet, article, base, url, amp = false }: Page): string {
  const chrome = CHROME[outlet.id];
  const image = `${base}/images/${article.id}.svg`;
  return `<!doctype html>
<html lang="${outlet.language}"${outlet.language === 'ar' ? ' dir="rtl"' : ''}${amp ? ' amp' : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(article.headline)} | ${escapeMarkup(outlet.name)}</title>
<link rel="canonical" href="${url}">
${metadata({ outlet, article, url, image })}
</head>
<body>
<div class="consent" role="dialog"><p>${escapeMarkup(chrome.consent)}</p><button>${escapeMarkup(chrome.accept)}</button></div>
<header><a class="logo" href="/">${escapeMarkup(outlet.name)}</a>
<nav><ul>${chrome.sections.map((section) => `<li><a href="/">${escapeMarkup(section)}</a></li>`).join('')}</ul></nav></header>
<main>
<article>
<p class="section">${escapeMarkup(article.section)}</p>
<h1>${escapeMarkup(article.headline)}</h1>
<p class="standfirst">${escapeMarkup(article.standfirst)}</p>
${byline(article, chrome)}
<time class="published" datetime="${article.publishedAt.toISOString()}">${longDate(article.publishedAt, outlet.language)}</time>
<figure><img src="${image}" alt="${escapeMarkup(article.caption)}" width="1200" height="675">
<figcaption>${escapeMarkup(article.caption)} <span class="credit">${escapeMarkup(chrome.photo)} ${escapeMarkup(article.credit)}</span></figcaption></figure>
<div class="body">
${bodyOf(article, chrome)}
</div>
</article>
<aside class="related"><h2>${escapeMarkup(chrome.relatedTitle)}</h2><ul>${relatedLinks(outlet, article)}</ul></aside>
</main>
<footer><p>${escapeMarkup(chrome.footer)}</p></footer>
</body>
</html>
`;
}

function metadata({ outlet, article, url, image }: PageMetadata): string {
  const shared = `<meta name="description" content="${escapeMarkup(article.standfirst)}">
<meta property="og:type" content="article">
<meta property="og:title" content="${escapeMarkup(article.headline)}">
<meta property="og:site_name" content="${escapeMarkup(outlet.name)}">
<meta property="og:url" content="${url}">
<meta property="og:image" content="${image}">`;
  if (outlet.markup === 'json-ld') {
    return `${shared}\n<script type="application/ld+json">${jsonLd({ outlet, article, url, image })}</script>`;
  }
  const author =
    article.byline === null ? '' : `\n<meta name="author" content="${escapeMarkup(article.byline)}">`;
  return `${shared}${author}
<meta property="article:published_time" content="${article.publishedAt.toISOString()}">
<meta property="article:modified_time" content="${article.modifiedAt.toISOString()}">
<meta property="article:section" content="${escapeMarkup(article.section)}">`;
}

function jsonLd({ outlet, article, url, image }: PageMetadata): string {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    mainEntityOfPage: url,
    headline: article.headline,
    description: article.standfirst,
    datePublished: article.publishedAt.toISOString(),
    dateModified: article.modifiedAt.toISOString(),
    author: [{ '@type': 'Person', name: article.byline }],
    publisher: { '@type': 'NewsMediaOrganization', name: outlet.name },
    image: [{ '@type': 'ImageObject', url: image, caption: article.caption, creditText: article.credit }],
    articleSection: article.section,
    inLanguage: outlet.language,
  };
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function byline(article: Article, chrome: Chrome): string {
  return article.byline === null
    ? ''
    : `<p class="byline">${escapeMarkup(chrome.by)} <span rel="author">${escapeMarkup(article.byline)}</span></p>`;
}

function bodyOf({ paragraphs, place, agency }: Article, chrome: Chrome): string {
  const dateline = place ? `${place}${agency ? ` (${agency})` : ''} - ` : '';
  const lines = paragraphs.map((text, i) => `<p>${escapeMarkup(i === 0 ? dateline + text : text)}</p>`);
  // The kind of interruption that an extractor has to leave out.
  lines.splice(
    3,
    0,
    `<aside class="newsletter"><p>${escapeMarkup(chrome.newsletter)}</p><button>${escapeMarkup(chrome.signUp)}</button></aside>`,
  );
  return lines.join('\n');
}

function relatedLinks(outlet: Outlet, article: Article): string {
  return outlet.articles
    .filter(({ id }) => id !== article.id)
    .slice(0, 3)
    .map((other) => `<li><a href="${outlet.path(other.slug)}">${escapeMarkup(other.headline)}</a></li>`)
    .join('');
}

function longDate(date: Date, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(
    date,
  );
}
