import type { FeedFormat, Outlet } from './outlet.types.ts';
import { escapeMarkup } from './render-page.ts';

export interface FeedItem {
  id: string;
  url: string;
  title: string;
  summary: string;
  byline: string | null;
  publishedAt: Date;
  modifiedAt: Date;
}

/** `base`: the outlet's address without a slash at the end. */
export interface Feed {
  outlet: Outlet;
  base: string;
  items: FeedItem[];
}

interface RenderedFeed {
  contentType: string;
  body: string;
}

/** A feed in the format of its outlet. */
export function renderFeed(feed: Feed): RenderedFeed {
  return RENDERERS[feed.outlet.feed.format](feed);
}

const RENDERERS: Record<FeedFormat, (feed: Feed) => RenderedFeed> = { rss, atom, rdf, json };

function rss({ outlet, base, items }: Feed): RenderedFeed {
  const entries = items.map(
    (item) => `    <item>
      <title>${escapeMarkup(item.title)}</title>
      <link>${escapeMarkup(item.url)}</link>
      <guid isPermaLink="false">${item.id}@${outlet.domain}</guid>
      <description>${escapeMarkup(item.summary)}</description>
      ${item.byline ? `<dc:creator>${escapeMarkup(item.byline)}</dc:creator>` : ''}
      <pubDate>${item.publishedAt.toUTCString()}</pubDate>
      <dcterms:modified>${item.modifiedAt.toISOString()}</dcterms:modified>
    </item>`,
  );
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
  <channel>
    <title>${escapeMarkup(outlet.name)}</title>
    <link>${base}/</link>
    <description>News of ${escapeMarkup(outlet.name)}</description>
    <language>${outlet.language}</language>
${entries.join('\n')}
  </channel>
</rss>
`;
  return { contentType: 'application/rss+xml; charset=utf-8', body };
}

function atom({ outlet, base, items }: Feed): RenderedFeed {
  const newest = items
    .map((item) => item.modifiedAt.toISOString())
    .sort()
    .at(-1);
  const entries = items.map(
    (item) => `  <entry>
    <id>tag:${outlet.domain},2026:${item.id}</id>
    <title>${escapeMarkup(item.title)}</title>
    <link rel="alternate" type="text/html" href="${escapeMarkup(item.url)}"/>
    <summary>${escapeMarkup(item.summary)}</summary>
    ${item.byline ? `<author><name>${escapeMarkup(item.byline)}</name></author>` : ''}
    <published>${item.publishedAt.toISOString()}</published>
    <updated>${item.modifiedAt.toISOString()}</updated>
  </entry>`,
  );
  const body = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${outlet.language}">
  <id>tag:${outlet.domain},2026:feed</id>
  <title>${escapeMarkup(outlet.name)}</title>
  <link rel="self" href="${base}${outlet.feed.path}"/>
  <link rel="alternate" href="${base}/"/>
  <author><name>${escapeMarkup(outlet.name)}</name></author>
  <updated>${newest}</updated>
${entries.join('\n')}
</feed>
`;
  return { contentType: 'application/atom+xml; charset=utf-8', body };
}

function rdf({ outlet, base, items }: Feed): RenderedFeed {
  const entries = items.map(
    (item) => `  <item rdf:about="${escapeMarkup(item.url)}">
    <title>${escapeMarkup(item.title)}</title>
    <link>${escapeMarkup(item.url)}</link>
    <description>${escapeMarkup(item.summary)}</description>
    ${item.byline ? `<dc:creator>${escapeMarkup(item.byline)}</dc:creator>` : ''}
    <dc:date>${item.publishedAt.toISOString()}</dc:date>
  </item>`,
  );
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="${base}${outlet.feed.path}">
    <title>${escapeMarkup(outlet.name)}</title>
    <link>${base}/</link>
    <description>${escapeMarkup(outlet.name)}</description>
    <dc:language>${outlet.language}</dc:language>
    <items><rdf:Seq>${items.map((item) => `<rdf:li rdf:resource="${escapeMarkup(item.url)}"/>`).join('')}</rdf:Seq></items>
  </channel>
${entries.join('\n')}
</rdf:RDF>
`;
  return { contentType: 'application/rdf+xml; charset=utf-8', body };
}

function json({ outlet, base, items }: Feed): RenderedFeed {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: outlet.name,
    home_page_url: `${base}/`,
    feed_url: `${base}${outlet.feed.path}`,
    language: outlet.language,
    items: items.map((item) => ({
      id: `${outlet.domain}/${item.id}`,
      url: item.url,
      title: item.title,
      summary: item.summary,
      content_text: item.summary,
      date_published: item.publishedAt.toISOString(),
      date_modified: item.modifiedAt.toISOString(),
      ...(item.byline ? { authors: [{ name: item.byline }] } : {}),
    })),
  };
  return { contentType: 'application/feed+json; charset=utf-8', body: JSON.stringify(feed, null, 1) };
}
