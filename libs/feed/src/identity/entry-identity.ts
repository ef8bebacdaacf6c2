import { createHash } from 'node:crypto';
import { eventIdOf, normaliseUrl, normaliseUrlKeeping, type SignificantParameters } from '@dateline/article';
import type { FeedEntry } from '../feed.types.js';
import { textOfHtml } from '../text/html-text.js';

/** What identifies an entry, best first. A feed with unstable guids uses one further down. */
export const IDENTITY_POLICIES = ['guid', 'link', 'link+date', 'title+date', 'content'] as const;

export type IdentityPolicy = (typeof IDENTITY_POLICIES)[number];

/** `key` is unique within its feed. Scope it by the feed's own id, because the feed's address may change. */
export interface EntryIdentity {
  key: string;
  policy: IdentityPolicy;
}

const TRACKING_FRAGMENT = /^#(?:xtor|echobox|utm_|ref=|at_|rss|comments?$|respond$)/i;

/**
 * The entry's name within its feed, by the best policy at or below `from` whose parts the entry has. Scheme,
 * tracking parameters and spelling of an address never make an entry new.
 */
export function entryIdentityOf(
  entry: FeedEntry,
  feedUrl: string,
  from: IdentityPolicy = 'guid',
  significant: SignificantParameters = new Map(),
): EntryIdentity {
  for (const policy of IDENTITY_POLICIES.slice(IDENTITY_POLICIES.indexOf(from))) {
    const parts = partsOf({ entry, feedUrl, significant }, policy);
    if (parts) return { key: `${policy}:${eventIdOf(...parts)}`, policy };
  }
  return { key: `content:${eventIdOf(entryFingerprintOf(entry))}`, policy: 'content' };
}

/** sha256 (hex) of title, dates and texts as plain text. Another value means that the entry was edited. */
export function entryFingerprintOf(entry: FeedEntry): string {
  const texts = [entry.summaryHtml, entry.contentHtml].map((html) =>
    html === null ? null : textOfHtml(html),
  );
  const parts = [entry.title, entry.updated ?? entry.published, ...texts];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

interface Naming {
  entry: FeedEntry;
  feedUrl: string;
  significant: SignificantParameters;
}

function partsOf({ entry, feedUrl, significant }: Naming, policy: IdentityPolicy): string[] | null {
  const date = entry.published ?? entry.updated;
  const link = entry.url === null ? null : (normaliseUrlKeeping(entry.url, significant) ?? entry.url);
  switch (policy) {
    case 'guid':
      return guidParts(entry.id, feedUrl, significant);
    case 'link':
      // All entries of a site share a link to its front page.
      return link === null || isFrontPage(link) || link === normaliseUrl(feedUrl) ? null : [link];
    case 'link+date':
      return link === null || date === null ? null : [link, date];
    case 'title+date':
      return entry.title === null || date === null ? null : [entry.title, date];
    case 'content':
      return null;
  }
}

/**
 * A guid that is an address is compared as an address, but keeps its fragment, because live pages number
 * their entries by fragments.
 */
function guidParts(id: string | null, feedUrl: string, significant: SignificantParameters): string[] | null {
  if (id === null || id.trim() === '') return null;
  // A name such as `paper.example/7` is not an address, although it can be parsed as one.
  const address = /^\s*(?:https?:)?\/\//i.test(id) ? normaliseUrlKeeping(id, significant) : null;
  if (address === null) return [id.trim()];
  if (address === normaliseUrl(feedUrl)) return null;
  const at = id.indexOf('#');
  const fragment = at < 0 ? '' : id.slice(at).trim();
  if (fragment.length <= 1 || TRACKING_FRAGMENT.test(fragment))
    return isFrontPage(address) ? null : [address];
  return [address, fragment];
}

const isFrontPage = (key: string): boolean => /^https:\/\/[^/]+\/$/.test(key);
