/**
 * Maps the several addresses that a site gives to one page to a single one. Addresses of other sites stay as
 * they are.
 */
export function siteForm(url: URL): URL {
  const form = formOf(url);
  return form === null ? url : new URL(form);
}

function formOf({ hostname, pathname }: URL): string | null {
  if (hostname === 'news.google.com') {
    const id = /^\/(?:rss\/|__i\/rss\/rd\/)?(?:articles|read)\/([\w=-]+)$/.exec(pathname)?.[1];
    return id === undefined ? null : `https://news.google.com/articles/${id}`;
  }
  if (hostname === 'open.substack.com') {
    const [, name, slug] = /^\/pub\/([\w-]+)\/p\/([\w-]+)$/.exec(pathname) ?? [];
    return name === undefined || slug === undefined ? null : `https://${name}.substack.com/p/${slug}`;
  }
  return null;
}

/**
 * The address inside an older Google News id: a protocol buffer in base64url whose field 4 is the address of
 * the page. Null for newer ids, which only Google can resolve.
 */
export function googleNewsTarget(id: string): string | null {
  const bytes = Buffer.from(id, 'base64url');
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at] ?? 0;
    at += 1;
    const [value, next] = varintAt(bytes, at);
    at = next;
    const wire = tag & 7;
    if (wire === 0) continue;
    if (wire !== 2) return null;
    const field = bytes.subarray(at, at + value);
    at += value;
    const text = field.toString('latin1');
    if (tag === 0x22) return /^https?:\/\/[\x21-\x7e]+$/.test(text) ? text : null;
  }
  return null;
}

function varintAt(bytes: Uint8Array, from: number): [value: number, next: number] {
  let value = 0;
  let at = from;
  for (let shift = 0; shift < 28; shift += 7) {
    const byte = bytes[at] ?? 0;
    at += 1;
    value += (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return [value, at];
}
