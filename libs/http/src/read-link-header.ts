import { readLocation } from './request-url.js';

/** One link of a Link header field; the address is absolute. */
export interface LinkValue {
  rels: string[];
  url: string;
}

/** `<target>` and its parameters, up to a comma that stands in neither brackets nor quotes. */
const LINK = /<([^>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g;
const PARAMETER = /;\s*([^\s=;,]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g;

/** The links of a Link header field (RFC 8288), in their order; what cannot be read is left out. */
export function readLinkHeader(field: string | undefined, base: string): LinkValue[] {
  return [...(field ?? '').slice(0, 16_384).matchAll(LINK)].flatMap(([, target = '', parameters = '']) => {
    // Only the first rel of a link counts (section 3.3).
    const rel = [...parameters.matchAll(PARAMETER)].find(([, name = '']) => name.toLowerCase() === 'rel');
    const [, , quoted, bare] = rel ?? [];
    const rels = (quoted ?? bare ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const written = readLocation(target.trim());
    if (rels.length === 0 || !URL.canParse(written, base)) return [];
    return [{ rels, url: new URL(written, base).href }];
  });
}
