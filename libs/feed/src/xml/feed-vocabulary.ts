/**
 * The prefix that this library uses for each namespace URI; '' is the feed's own vocabulary (RSS of any age).
 */
export const NAMESPACES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '': [
      'http://purl.org/rss/1.0', 'http://channel.netscape.com/rdf/simple/0.9', 'http://my.netscape.com/rdf/simple/0.9',
      'http://my.netscape.com/publish/formats/rss-0.91', 'http://backend.userland.com/rss', 'http://backend.userland.com/rss2',
      'http://backend.userland.com/rss091', 'http://backend.userland.com/rss20', 'http://backend.userland.com/rss200',
      'http://blogs.law.harvard.edu/tech/rss', 'http://cyber.law.harvard.edu/rss', 'http://purl.org/net/rss1.1',
      'http://purl.org/rss/1.0/modules/rss091',
    ],
    atom: [
      'http://www.w3.org/2005/atom', 'http://purl.org/atom/ns', 'http://example.com/newformat', 'http://example.com/necho',
      'http://purl.org/echo', 'uri/of/echo/namespace',
    ],
    rdf: ['http://www.w3.org/1999/02/22-rdf-syntax-ns', 'http://www.w3.org/tr/rdf-schema'],
    dc: ['http://purl.org/dc/elements/1.0', 'http://purl.org/dc/elements/1.1'],
    dcterms: ['http://purl.org/dc/terms'],
    content: ['http://purl.org/rss/1.0/modules/content'],
    media: ['http://search.yahoo.com/mrss', 'http://video.search.yahoo.com/mrss', 'http://www.rssboard.org/media-rss'],
    itunes: ['http://www.itunes.com/dtds/podcast-1.0.dtd', 'http://example.com/dtds/podcast-1.0.dtd'],
    feedburner: ['http://rssnamespace.org/feedburner/ext/1.0'],
    sy: ['http://purl.org/rss/1.0/modules/syndication'],
    fh: ['http://purl.org/syndication/history/1.0'],
    admin: ['http://webns.net/mvcb'],
    xhtml: ['http://www.w3.org/1999/xhtml'],
  }).flatMap(([prefix, uris]) => uris.map((uri): [string, string] => [uri, prefix])),
); // prettier-ignore

/** Prefixes that stand for their namespace even if the document does not declare it. */
export const KNOWN_PREFIXES: ReadonlySet<string> = new Set([
  ...NAMESPACES.values(),
  'a10',
  'atom10',
  'georss',
]);

/**
 * Every element that this library reads, from lower case to canonical case. Other elements are skipped with
 * their content.
 */
export const ELEMENTS: ReadonlyMap<string, string> = new Map(
  `rss channel item image url title link description language pubDate lastBuildDate managingEditor webMaster category ttl
  author guid enclosure comments source cloud textInput width height name email uri homepage abstract
  feed entry id subtitle tagline info updated modified published issued created summary content icon logo
  atom:link atom:id atom:title atom:subtitle atom:summary atom:content atom:author atom:name atom:email atom:uri atom:updated
  atom:published atom:issued atom:created atom:modified atom:tagline atom:category atom:icon atom:logo atom:source
  dc:title dc:creator dc:author dc:publisher dc:subject dc:description dc:date dc:language dc:source dc:identifier dc:contributor
  dcterms:issued dcterms:created dcterms:modified dcterms:abstract
  content:encoded xhtml:body body fullitem xhtml:div
  media:group media:content media:thumbnail media:title media:description media:category media:keywords media:credit
  itunes:author itunes:owner itunes:name itunes:email itunes:image itunes:summary itunes:subtitle itunes:category itunes:keywords itunes:link
  itunes:title feedburner:origLink feedburner:origEnclosureLink admin:errorReportsTo sy:updatePeriod sy:updateFrequency skipHours hour skipDays day
  fh:complete fh:archive generator atom:generator a`
    .split(/\s+/)
    .map((name) => [name.toLowerCase(), name]),
);

/** Elements whose inner markup is part of their text. */
export const TEXT_ELEMENTS: ReadonlySet<string> = new Set(
  `atom:tagline title description subtitle tagline info summary content abstract atom:title atom:subtitle atom:summary atom:content
  dc:title dc:description content:encoded xhtml:body body fullitem xhtml:div media:title media:description
  itunes:summary itunes:subtitle itunes:title`.split(/\s+/),
);
