import {
  entryAddressOf,
  eventIdOf,
  learnParameters,
  normaliseText,
  normaliseUrlKeeping,
  placeOf,
  type LearnedParameter,
  type ParameterRules,
  type SignificantParameters,
} from '@dateline/article';
import type { FeedEntry } from '../feed.types.js';
import { textOfHtml } from '../text/html-text.js';
import { entryIdentityOf, type IdentityPolicy } from './entry-identity.js';

/** An entry with its name within the feed, and the address of its article in identity form. */
export interface NamedEntry {
  entry: FeedEntry;
  key: string;
  policy: IdentityPolicy;
  url: string;
  urlNormalized: string;
  /**
   * The identity form of the page, if other entries of the document share it. `urlNormalized` then names the
   * entry on that page.
   */
  sharedPage: string | null;
}

/** A repetition of another entry of the document, with the reason. */
export interface SameEntry {
  entry: FeedEntry;
  /** Key of the entry that counts. */
  of: string;
  reason: 'same_id' | 'same_link';
}

export interface IdentifiedDocument {
  named: NamedEntry[];
  same: SameEntry[];
  /** Entries without an address that can be an article's. */
  withoutUrl: FeedEntry[];
  /** Parameters that this document proves to select content. */
  learned: LearnedParameter[];
}

export interface IdentityRules {
  feedUrl: string;
  from: IdentityPolicy;
  parameters: ParameterRules;
}

type Addressed = Omit<NamedEntry, 'sharedPage'> & { content: string };

/**
 * Names the entries of a document so that no two entries that differ in id, title or text get one name. A
 * parameter is kept if dropping it would join such entries. If one page carries several entries, each is
 * named by its place on the page (the fragment of its link), else by its guid, else by its title. The
 * remaining repetitions are listed in `same`.
 */
export function identifyDocument(items: readonly FeedEntry[], rules: IdentityRules): IdentifiedDocument {
  const contents = items.map(contentOf);
  const pages = items.flatMap(({ url }, at) => (url === null ? [] : [{ url, content: contents[at] ?? '' }]));
  // A fragment alone separates the entries of one page, so no parameter has to.
  const learned = learnParameters(
    pages.filter(({ url }) => placeOf(url) === null),
    rules.parameters,
  );
  const significant = withLearned(rules.parameters.significant, learned);
  const withoutUrl: FeedEntry[] = [];
  const addressed = items.flatMap((entry, at): Addressed[] => {
    const urlNormalized = entry.url === null ? null : normaliseUrlKeeping(entry.url, significant);
    if (entry.url === null || urlNormalized === null) {
      withoutUrl.push(entry);
      return [];
    }
    const { key, policy } = entryIdentityOf(entry, rules.feedUrl, rules.from, significant);
    return [{ entry, key, policy, url: entry.url, urlNormalized, content: contents[at] ?? '' }];
  });
  return { ...nameApart(addressed), withoutUrl, learned };
}

/** Adds learned parameters to the significant ones. */
export function withLearned(
  significant: SignificantParameters,
  learned: readonly LearnedParameter[],
): SignificantParameters {
  if (learned.length === 0) return significant;
  const all = new Map(significant);
  for (const { host, name } of learned) all.set(host, new Set([...(all.get(host) ?? []), name]));
  return all;
}

/** The title and the start of the text, which tell one entry from another. */
function contentOf({ title, summaryHtml, contentHtml }: FeedEntry): string {
  const text = textOfHtml(contentHtml ?? summaryHtml ?? '').slice(0, 2_000);
  return eventIdOf(normaliseText(title ?? ''), normaliseText(text));
}

function nameApart(addressed: readonly Addressed[]): Pick<IdentifiedDocument, 'named' | 'same'> {
  const same: SameEntry[] = [];
  const byKey = new Map<string, Addressed>();
  for (const found of addressed) {
    const { entry, policy } = found;
    const other = byKey.get(found.key);
    const reason = other ? reasonToJoin(other, found) : null;
    if (other && reason !== null) {
      same.push({ entry, of: other.key, reason });
      continue;
    }
    // If two entries would have one name, the later one adds what differs.
    const key = other ? `${policy}:${eventIdOf(other.key, found.urlNormalized, found.content)}` : found.key;
    if (!byKey.has(key)) byKey.set(key, { ...found, key });
    else same.push({ entry, of: key, reason: 'same_link' });
  }
  return { named: placed([...byKey.values()]), same };
}

/**
 * Why two entries under one name are the same entry; null if they are two. An id that returns at its address
 * is the same entry, edited.
 */
function reasonToJoin(a: Addressed, b: Addressed): SameEntry['reason'] | null {
  if (a.content === b.content) return a.policy === 'guid' ? 'same_id' : 'same_link';
  const isSamePlace = a.urlNormalized === b.urlNormalized && placeOf(a.url) === placeOf(b.url);
  return a.policy === 'guid' && isSamePlace ? 'same_id' : null;
}

/**
 * Names the place of each entry that shares its page. If only one entry has no place, it is the page itself.
 */
function placed(found: readonly Addressed[]): NamedEntry[] {
  const pages = new Map<string, SharedPage>();
  for (const { urlNormalized, url, content } of found) {
    const page = pages.get(urlNormalized) ?? { contents: new Set(), byFragment: new Map() };
    pages.set(urlNormalized, page);
    const fragment = placeOf(url);
    page.contents.add(content);
    page.byFragment.set(fragment, (page.byFragment.get(fragment) ?? new Set()).add(content));
  }
  return found.map((of): NamedEntry => {
    const { entry, key, policy, url, urlNormalized } = of;
    const page = pages.get(urlNormalized);
    const plain = { entry, key, policy, url, urlNormalized, sharedPage: null };
    // Entries of one page have keys of their own, so another place is another entry, as another content is.
    if (!page || (page.contents.size === 1 && page.byFragment.size === 1)) return plain;
    const fragment = placeOf(url);
    const isAlone = page.byFragment.get(fragment)?.size === 1;
    if (isAlone && fragment === null) return plain;
    const place = isAlone ? fragment : ownNameOf(of);
    if (place === null) return plain;
    return { ...plain, urlNormalized: entryAddressOf(urlNormalized, place), sharedPage: urlNormalized };
  });
}

/** What the entries of one page show: in all, and by the fragments of their links. */
interface SharedPage {
  contents: Set<string>;
  byFragment: Map<string | null, Set<string>>;
}

/** The name of an entry on its page if its link names no place: its guid, else its title, else its content. */
function ownNameOf({ entry, policy, content }: Addressed): string {
  if (policy === 'guid' && entry.id !== null) return entry.id.trim();
  const title = normaliseText(entry.title ?? '');
  return title === '' ? content : title;
}
