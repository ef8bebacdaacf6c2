import type { ArticleRecord } from '@dateline/contracts';

/** The head of a feed of articles. */
export interface FeedHead {
  title: string;
  /** Address under which it is read. */
  self: string;
  /** Address of the page after it; null on the last one. */
  next: string | null;
}

/** Articles as a JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function renderJsonFeed({ title, self, next }: FeedHead, records: readonly ArticleRecord[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    feed_url: self,
    ...(next === null ? {} : { next_url: next }),
    items: records.map((record) => ({
      id: record.articleId,
      url: record.url,
      title: record.headline ?? undefined,
      summary: record.description ?? undefined,
      // One of the two has to be there.
      ...(record.articleBodyHtml
        ? { content_html: record.articleBodyHtml }
        : { content_text: record.articleBody ?? '' }),
      date_published: record.datePublished ?? undefined,
      date_modified: record.dateModified ?? undefined,
      authors: record.author.flatMap(({ name }) => (name ? [{ name }] : [])),
      tags: record.articleSection,
      language: record.inLanguage ?? undefined,
    })),
  });
}

/** Articles as RSS 2.0, with their authors as Dublin Core has them. */
export function renderRss({ title, self, next }: FeedHead, records: readonly ArticleRecord[]): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    '<channel>',
    element('title', title),
    element('link', self),
    element('description', title),
    `<atom:link rel="self" type="application/rss+xml" href="${escaped(self)}"/>`,
    ...(next === null ? [] : [`<atom:link rel="next" href="${escaped(next)}"/>`]),
    ...records.map(rssItem),
    '</channel>',
    '</rss>',
    '',
  ].join('\n');
}

function rssItem(record: ArticleRecord): string {
  return [
    '<item>',
    element('title', record.headline),
    element('link', record.url),
    `<guid isPermaLink="false">${record.articleId}</guid>`,
    element('description', record.description ?? record.articleBody?.slice(0, 500)),
    element('pubDate', record.datePublished && new Date(record.datePublished).toUTCString()),
    ...record.author.map(({ name }) => element('dc:creator', name)),
    ...record.articleSection.map((section) => element('category', section)),
    '</item>',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

const element = (name: string, text: string | null | undefined): string =>
  text === null || text === undefined || text === '' ? '' : `<${name}>${escaped(text)}</${name}>`;

/** Characters that XML 1.0 does not have; they cannot be escaped either. */
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(NOT_XML, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
