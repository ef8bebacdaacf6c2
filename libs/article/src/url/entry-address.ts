/** Fragments that say how a reader arrived, or that point below the article. */
const NO_PLACE = /^(?:$|!|\/|:~:|xtor|echobox|utm_|ref=|at_|rss|comments?$|respond$|top$|main$|content$)/i;
const MARK = '#entry:';

/** The place on the page that the fragment names (decoded, without `#`); null if it names none. */
export function placeOf(url: string): string | null {
  const at = url.indexOf('#');
  if (at < 0) return null;
  const fragment = url.slice(at + 1).trim();
  return NO_PLACE.test(fragment) ? null : decoded(fragment);
}

/**
 * The identity form of an entry that shares its page with others: that of the page, plus what distinguishes
 * the entry there (a fragment or a guid). The result is an address of its own that `normaliseUrl` leaves
 * unchanged.
 */
export function entryAddressOf(page: string, place: string): string {
  return `${page.split('#')[0] ?? page}${MARK}${encodeURIComponent(place.normalize('NFC').toWellFormed())}`;
}

/** The identity form of the page behind an entry's address; null if the address is not an entry's. */
export function pageOfEntry(address: string): string | null {
  const at = address.indexOf(MARK);
  return at < 0 ? null : address.slice(0, at);
}

/** The place that an entry's address names on its page; null if the address is not an entry's. */
export function placeOfEntry(address: string): string | null {
  const at = address.indexOf(MARK);
  return at < 0 ? null : decoded(address.slice(at + MARK.length));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign is part of the name.
    return text;
  }
}
