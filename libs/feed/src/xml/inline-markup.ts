import { escapeHtml } from '../text/html-text.js';
import { resolveSourceSet, resolveUrl } from '../text/resolve-url.js';
import type { XmlContent } from './xml.types.js';

/** A part of an element's content: decoded characters, CDATA as written, or a tag of inline markup. */
export interface ContentPart {
  kind: 'text' | 'cdata' | 'tag';
  value: string;
}

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const URL_ATTRIBUTES = new Set([
  'href',
  'src',
  'action',
  'poster',
  'cite',
  'background',
  'longdesc',
  'usemap',
  'data',
  'xlink:href',
]);
const XML_TYPE = /^(?:xhtml|xml|[\w.-]+\/(?:[\w.-]+\+)?xml)$/i;

/**
 * Whether an element declares that it holds XML, by its type (RFC 4287, section 4.1.3.3) or Atom 0.3's mode.
 */
export function isXmlContent({ type = '', mode = '' }: Readonly<Record<string, string>>): boolean {
  return type !== '' && XML_TYPE.test(type.trim()) && !/^(?:escaped|base64)$/i.test(mode.trim());
}

/** Joins content in document order. Inline markup becomes HTML; without markup the text is the characters. */
export function joinContent(
  parts: readonly ContentPart[],
  { type = '' }: Readonly<Record<string, string>>,
  isXml: boolean,
): XmlContent {
  const hasTags = parts.some((part) => part.kind === 'tag');
  if (!isXml && !hasTags) return { text: joined(parts), isMarkup: false };
  // Typepad puts escaped HTML into an inline div and correctly declares the whole as HTML.
  const isEscapedHtml = type.trim().toLowerCase() === 'html';
  const escapes = (part: ContentPart): boolean =>
    (part.kind === 'text' && !isEscapedHtml) || (part.kind === 'cdata' && isXml);
  return {
    text: parts.map((part) => (escapes(part) ? escapeHtml(part.value) : part.value)).join(''),
    isMarkup: true,
  };
}

function joined(parts: readonly ContentPart[]): string {
  let text = '';
  for (const { value } of parts) text += value;
  return text;
}

export function writeStartTag(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  base: string | null,
): string {
  let out = `<${localName(tag)}`;
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'xmlns' || name.startsWith('xmlns:') || name.startsWith('xml:')) continue;
    const shown =
      URL_ATTRIBUTES.has(name) && !/^[a-z][a-z0-9+.-]*:/i.test(value.trim())
        ? (resolveUrl(value, base) ?? value)
        : name === 'srcset' && base !== null
          ? resolveSourceSet(value, base)
          : value;
    out += ` ${name}="${escapeHtml(shown).replaceAll('"', '&quot;')}"`;
  }
  return `${out}>`;
}

export function writeEndTag(tag: string): string {
  const name = localName(tag);
  return VOID.has(name.toLowerCase()) ? '' : `</${name}>`;
}

const localName = (tag: string): string => tag.slice(tag.indexOf(':') + 1);
