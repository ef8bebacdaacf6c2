/** Meta keys of the first publication, the most reliable first. */
export const PUBLISHED_KEYS: readonly string[] = [
  'article:published_time', 'article:published', 'og:published_time', 'og:article:published_time', 'datepublished', 'publishdate', 'publish-date',
  'publish_date', 'pubdate', 'date', 'dc.date', 'dc.date.issued', 'dcterms.created', 'dcterms.date', 'dcterms.issued', 'dc.created',
  'dc.date.created', 'parsely-pub-date', 'sailthru.date', 'article.published', 'cxenseparse:recs:publishtime', 'cxenseparse:publishtime',
  'originalpublicationdate', 'article_date_original', 'published_time', 'published_date', 'publication_date', 'published-date', 'creation_date',
  'created', 'citation_publication_date', 'citation_date', 'bt:pubdate', 'rnews:datepublished', 'shareaholic:article_published_time',
  'publishtime', 'release_date', 'timestamp',
];

/** Meta keys of the last change. */
export const MODIFIED_KEYS: readonly string[] = [
  'article:modified_time', 'og:updated_time', 'datemodified', 'last-modified', 'lastmod', 'article:modified', 'dcterms.modified',
  'dc.date.modified', 'modified', 'revised', 'date.modified',
];
