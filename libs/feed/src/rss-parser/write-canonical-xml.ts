import { escapeHtml } from '../text/html-text.js';
import type { RepairedXml } from '../xml/repair-xml.js';
import { scanXml } from '../xml/scan-xml.js';
import type { ScanEnd, XmlElement } from '../xml/xml.types.js';

/** Marks a reference to a text in `texts`, by index. No feed writes this private-use character. */
export const TEXT_REFERENCE = '\ue0ff';

export interface CanonicalXml extends ScanEnd {
  /** Well-formed, known elements only, canonical names, no DOCTYPE. */
  xml: string;
  texts: string[];
}

/**
 * Writes the document so that a strict parser can read it. Texts with markup are kept apart in `texts`,
 * because rss-parser makes a snippet of each body with patterns that are quadratic in `<`: a megabyte of
 * unclosed tags would take minutes.
 */
export function writeCanonicalXml(source: RepairedXml, base: string | null): CanonicalXml {
  const out: string[] = [];
  const texts: string[] = [];
  const itemStarts: number[] = [];
  let channel: number | null = null;
  let hasChannel = false;
  const end = scanXml(source, base, {
    open(element) {
      if (isItem(element)) itemStarts.push(out.length);
      // The channel of CDF is a root, but rss-parser expects a channel inside `rss`.
      if (out.length === 0 && element.name === 'channel') out.push('<rss version="2.0">');
      const tag = `<${element.name}${writeAttributes(element, base)}>`;
      // RSS items may be inside the channel, beside it, or without a channel. All of `rss` is therefore
      // written as the channel.
      if (element.name === 'rss') channel = out.push(tag, '<channel>') - 1;
      else if (element.name === 'channel' && channel !== null) out[channel] = tag;
      else out.push(tag);
      hasChannel ||= element.name === 'channel';
    },
    close(element, { text, isMarkup }, isComplete) {
      if (element.name === 'channel' && channel !== null) return;
      if (element.name === 'rss') out.push('</channel>');
      if (element.name === 'rdf:RDF' && !hasChannel) out.push('<channel></channel>');
      const start = isItem(element) ? itemStarts.pop() : undefined;
      if (start !== undefined && !isComplete) {
        out.length = start;
        return;
      }
      if (isMarkup || text.includes('<') || text.trimStart().startsWith(TEXT_REFERENCE)) {
        out.push(`${TEXT_REFERENCE}${isMarkup ? 'm' : 't'}${texts.push(text) - 1}`);
      } else if (text.trim() !== '') out.push(escapeHtml(text));
      out.push(`</${element.name}>`);
    },
  });
  if (end.root === 'cdf') out.push('</rss>');
  return { ...end, xml: out.join(''), texts };
}

const isItem = ({ name }: XmlElement): boolean => name === 'item' || name === 'entry';

function writeAttributes({ name, attributes, base, lang }: XmlElement, documentBase: string | null): string {
  let text = name === 'rss' ? ' version="2.0"' : '';
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('xml') || (name === 'rss' && key === 'version')) continue;
    text += ` ${key}="${escapeAttribute(value)}"`;
  }
  if (base !== documentBase && base !== null) text += ` xml:base="${escapeAttribute(base)}"`;
  if (lang !== null) text += ` xml:lang="${escapeAttribute(lang)}"`;
  // rss-parser expects attributes on every Atom link and fails on a link without any.
  return text === '' && name === 'link' ? ' rel="alternate"' : text;
}

const escapeAttribute = (value: string): string => escapeHtml(value).replaceAll('"', '&quot;');
