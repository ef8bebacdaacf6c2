import { NAMESPACES } from '../xml/feed-vocabulary.js';
import { MarkupScanner, type Tag } from './markup-scanner.js';

/** The elements that hold entries, and the names of entries, which some documents mix. */
const ROOTS = new Set(['rss', 'rdf', 'channel', 'feed']);
const ENTRIES = new Set(['item', 'entry']);
const SITEMAPS = new Set(['urlset', 'sitemapindex']);
const PAGES = new Set(['html', 'head', 'body']);
/** Prefixes that stand for a feed vocabulary if they are not declared. */
const KNOWN_PREFIX = /^(?:atom\d{0,2}|a10|rss\d{0,2}|rdf)$/;
const FEED_VOCABULARIES = new Set(['', 'atom', 'rdf']);

/** Entries of a feed or records of a sitemap in XML, by the root element; 0 for any other document. */
export function countMarkup(bytes: Uint8Array): number {
  const scanner = new MarkupScanner(bytes);
  for (let tag = scanner.next(); tag; tag = scanner.next()) {
    if (tag.kind === 'end') continue;
    if (PAGES.has(tag.name)) return 0;
    if (SITEMAPS.has(tag.name)) return countRecords(scanner, tag);
    if (ROOTS.has(tag.name)) return countEntries(scanner, tag);
  }
  return 0;
}

function countEntries(scanner: MarkupScanner, root: Tag): number {
  let entries = 0;
  const scope = new VocabularyScope(root);
  for (let tag = scanner.next(); tag; tag = scanner.next()) {
    const isOwn = scope.holds(tag);
    if (tag.kind !== 'end' && isOwn && ENTRIES.has(tag.name)) entries += 1;
  }
  return entries;
}

/**
 * A record with several addresses counts once per address. An address outside a record counts as a record; a
 * record inside an address does not count.
 */
function countRecords(scanner: MarkupScanner, root: Tag): number {
  const scope = new VocabularyScope(root);
  let [records, hasRoom, inLocation] = [0, false, false];
  for (let tag = scanner.next(); tag; tag = scanner.next()) {
    const isOwn = scope.holds(tag) && (tag.prefix === '' || tag.prefix === root.prefix);
    const isRecord = tag.name === 'url' || tag.name === 'sitemap';
    if (!isOwn || (!isRecord && tag.name !== 'loc')) continue;
    if (tag.kind === 'end') {
      inLocation = false;
      hasRoom &&= tag.name === 'loc';
    } else if (tag.name === 'loc') {
      inLocation = tag.kind === 'start';
      if (!hasRoom) records += 1;
      hasRoom = false;
    } else if (!inLocation) {
      records += 1;
      hasRoom = tag.kind === 'start';
    }
  }
  return records;
}

/**
 * Tells the tags of the document's own vocabulary from those of extensions, which have a prefix or a default
 * namespace of their own.
 */
class VocabularyScope {
  private readonly uris = new Map<string, string>();
  /**
   * The open element of another vocabulary, with the number of open elements of its name and of entries
   * within it.
   */
  private foreign: { name: string; depth: number; entries: number } | null = null;

  constructor(private readonly root: Tag) {
    for (const [prefix, uri] of root.namespaces) this.uris.set(prefix, uri);
  }

  holds(tag: Tag): boolean {
    for (const [prefix, uri] of tag.namespaces) if (prefix !== '') this.uris.set(prefix, uri);
    if (tag.prefix !== '') return this.isVocabulary(tag.prefix);
    const own = tag.namespaces.find(([prefix]) => prefix === '')?.[1];
    if (own !== undefined && own !== '') {
      const isForeign = !isFeedUri(own) && own !== this.uris.get('');
      if (isForeign && !this.foreign && tag.kind === 'start')
        this.foreign = { name: tag.name, depth: 1, entries: 0 };
      return !isForeign;
    }
    return !this.isWithinForeign(tag);
  }

  /**
   * If an entry ends here that began outside the foreign element, the foreign element ends too: its end tag
   * is missing.
   */
  private isWithinForeign(tag: Tag): boolean {
    const { foreign } = this;
    if (!foreign) return false;
    const step = tag.kind === 'start' ? 1 : tag.kind === 'end' ? -1 : 0;
    if (tag.name === foreign.name) foreign.depth += step;
    else if (ENTRIES.has(tag.name)) foreign.entries += step;
    if (foreign.depth <= 0 || foreign.entries < 0) this.foreign = null;
    return true;
  }

  private isVocabulary(prefix: string): boolean {
    if (prefix === this.root.prefix) return true;
    const uri = this.uris.get(prefix);
    return uri === undefined ? KNOWN_PREFIX.test(prefix) : isFeedUri(uri);
  }
}

/** Documents spell these URIs in any case, with `https`, or with a slash or `#` at the end. */
function isFeedUri(uri: string): boolean {
  const plain = uri
    .trim()
    .toLowerCase()
    .replace(/^https:/, 'http:')
    .replace(/[#/]{1,20}$/, '');
  return FEED_VOCABULARIES.has(NAMESPACES.get(plain) ?? 'none');
}
