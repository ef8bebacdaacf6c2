import { ADDRESS_WORDS } from './address-words.js';
import type { Measures } from './page-measures.types.js';

const WORDS = Object.entries(ADDRESS_WORDS).map(
  ([kind, words]) => [kind, new Set(words.split(' '))] as const,
);
/** Characters. The rest of a longer address adds nothing. */
const LONGEST_ADDRESS = 2000;
const DAY = /(?:^|\/)(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])(?=[/-])/;
const SITE = 'www';

/**
 * What the address of a page reveals about its kind: the words of host and path, its depth, the form of its
 * last part.
 */
export function readAddress(url: string | null): Measures {
  const address = parse(url);
  if (address === null) return { addressUnknown: 1 };
  const { hostname, pathname, search } = address;
  const parts = pathname.toLowerCase().split('/').filter(Boolean);
  const last = (parts.at(-1) ?? '').replace(/\.[a-z]{3,5}$/, '');
  const slugs = parts.map((part) => (part.match(/[-_]/g) ?? []).length);
  const labels = hostname
    .toLowerCase()
    .split('.')
    .filter((label) => label !== SITE);
  return {
    addressDepth: parts.length,
    addressLength: pathname.length,
    addressDay: Number(DAY.test(pathname)),
    addressQuery: Number(search !== ''),
    addressFile: Number(/\.(?:html?|php|aspx?)$/i.test(pathname)),
    addressEndSlash: Number(pathname.endsWith('/')),
    slugWords: (last.match(/[-_]/g) ?? []).length,
    slugLength: last.length,
    slugDigits: (last.match(/\d/g) ?? []).length,
    mostSlugWords: Math.max(0, ...slugs),
    hostLabels: labels.length,
    ...counted(
      'host',
      labels.slice(0, -1).flatMap((label) => label.split('-')),
    ),
    ...counted('path', parts.slice(0, -1)),
    ...counted(
      'pathWord',
      parts.slice(0, -1).flatMap((part) => part.split(/[-_]/)),
    ),
    ...counted('lastWord', last.split(/[-_]/)),
  };
}

function counted(where: string, words: readonly string[]): Measures {
  return Object.fromEntries(
    WORDS.map(([kind, known]) => [`${where}:${kind}`, words.filter((word) => known.has(word)).length]),
  );
}

function parse(url: string | null): URL | null {
  return url === null ? null : URL.parse(url.slice(0, LONGEST_ADDRESS));
}
