/** Where a feed's articles are: a site, and the first path segment if all of them share it. */
export interface EntryScope {
  hosts: string[];
  /** `/sport/`, or `/` when the entries share no segment. */
  pathPrefix: string;
}

/**
 * The scope of addresses; null for none. Without a scope, a section's feed would be filled with the whole
 * site.
 */
export function scopeOfEntries(urls: readonly string[]): EntryScope | null {
  const parsed = urls.flatMap((url) => (URL.canParse(url) ? [new URL(url)] : []));
  if (parsed.length === 0) return null;
  const first = new Set(parsed.map(({ pathname }) => /^\/[^/]+\//.exec(pathname)?.[0] ?? '/'));
  const [only] = first;
  // A year or a number is not a section.
  const isSection = first.size === 1 && only !== undefined && !/^\/\d+\/$/.test(only);
  return { hosts: [...new Set(parsed.map(({ host }) => host))], pathPrefix: isSection ? only : '/' };
}

export function isInScope(scope: EntryScope, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { host, pathname } = new URL(url);
  return scope.hosts.includes(host) && pathname.startsWith(scope.pathPrefix);
}
