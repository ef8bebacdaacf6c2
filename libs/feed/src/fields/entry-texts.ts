import type { FeedNode } from '../xml/feed-node.js';
import { plainTitle } from './plain-title.js';
import { collapse, decodeReferences, escapeHtml, textOfHtml } from '../text/html-text.js';
import { resolveHtmlUrls } from '../text/resolve-url.js';

export type TextRules = 'atom' | 'rss';

type TextForm = 'plain' | 'html' | 'base64';

/**
 * A title or tagline as plain text; null when there is none. Atom declares its form by `type`; for RSS it is
 * guessed from the text.
 */
export function readTitle(node: FeedNode | undefined, rules: TextRules): string | null {
  if (!node) return null;
  const form = formOf(node, rules);
  const text = form === 'base64' ? decodeBase64(node.text) : node.text;
  if (node.isMarkup) return textOfHtml(text) || null;
  if (rules === 'atom' && form === 'plain') return collapse(text) || null;
  return plainTitle(withoutSection(text));
}

/** A body as an HTML fragment with absolute addresses; null when there is none. */
export function readBody(node: FeedNode | undefined, rules: TextRules): string | null {
  if (!node) return null;
  if (node.isMarkup) return emptyToNull(node.text);
  const form = formOf(node, rules);
  const text = form === 'base64' ? decodeBase64(node.text) : node.text;
  if (form === 'plain') return emptyToNull(escapeHtml(text));
  return emptyToNull(resolveHtmlUrls(withoutSection(text), node.base));
}

const SECTION = '<![CDATA[';

/** The content of a CDATA section that was escaped or put into another one. HTML would take it for a comment. */
function withoutSection(text: string): string {
  if (!text.startsWith('<!') && !/^\s/.test(text)) return text;
  const trimmed = text.trim();
  if (!trimmed.startsWith(SECTION)) return text;
  return trimmed.slice(SECTION.length, trimmed.endsWith(']]>') ? -3 : undefined);
}

/** The description of a clip. Media RSS defaults to plain text when no type is given. */
export function readMediaText(node: FeedNode): string | null {
  const isHtml =
    node.isMarkup || /html/i.test(node.attributes['type'] ?? '') || /<\/?[a-z][^<>]*>/i.test(node.text);
  return isHtml ? readBody(node, 'rss') : emptyToNull(escapeHtml(decodeReferences(node.text)));
}

/** RFC 4287 section 4.1.3, and Atom 0.3's MIME types with `mode`. */
function formOf(node: FeedNode, rules: TextRules): TextForm {
  const { type, mode } = node.attributes;
  const form = type?.trim().toLowerCase() ?? '';
  if (mode?.trim().toLowerCase() === 'base64') return 'base64';
  if (rules === 'rss') return form === 'text/plain' ? 'plain' : 'html';
  if (form === 'html' || form === 'text/html' || form.includes('xhtml')) return 'html';
  if (form === '' || form === 'text' || form.startsWith('text/') || form.endsWith('xml')) {
    return mode?.trim().toLowerCase() === 'escaped' && form === '' ? 'html' : 'plain';
  }
  return 'base64';
}

function decodeBase64(text: string): string {
  const compact = text.replace(/\s+/g, '');
  return /^[a-z0-9+/]+=*$/i.test(compact) ? Buffer.from(compact, 'base64').toString('utf8') : text;
}

const emptyToNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
