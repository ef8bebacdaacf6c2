import sanitizeHtml from 'sanitize-html';
import { absoluteUrl } from '../fields/page-urls.js';
import type { PageNode } from '../page/page-tree.js';
import type { BlockTag, TextBlock } from './text-block.js';

const INLINE = new Set([
  'a',
  'b',
  'strong',
  'i',
  'em',
  'u',
  's',
  'sub',
  'sup',
  'code',
  'q',
  'cite',
  'abbr',
  'mark',
  'small',
  'bdi',
  'bdo',
]);
const GROUP_OF: Partial<Record<BlockTag, string>> = { li: 'ul', blockquote: 'blockquote' };
const ELEMENT_OF: Partial<Record<BlockTag, string>> = {
  div: 'p',
  td: 'p',
  dt: 'p',
  dd: 'p',
  blockquote: 'p',
};

const POLICY: sanitizeHtml.IOptions = {
  allowedTags: [...INLINE, 'p', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'li', 'blockquote', 'pre', 'br'],
  allowedAttributes: { a: ['href'], bdo: ['dir'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
};

/**
 * Sanitised HTML of the body: its blocks in order, with links and emphasis. `baseUrl` makes links absolute.
 */
export function writeBodyHtml(blocks: readonly TextBlock[], baseUrl: string | null): string {
  let html = '';
  let group = '';
  for (const block of blocks) {
    const next = GROUP_OF[block.tag] ?? '';
    if (next !== group) html += (group && `</${group}>`) + (next && `<${next}>`);
    group = next;
    const element = ELEMENT_OF[block.tag] ?? block.tag;
    html += `<${element}>${inlineHtml(block, baseUrl)}</${element}>`;
  }
  return sanitizeHtml(group ? `${html}</${group}>` : html, POLICY);
}

function inlineHtml(block: TextBlock, baseUrl: string | null): string {
  const writer = new InlineWriter(baseUrl, hiddenLead(block));
  for (const node of block.nodes) writer.write(node);
  return writer.html.replace(/\s+/g, ' ').trim();
}

/**
 * Number of characters at the beginning of the run that are not in the block's text any more: those of a
 * dateline.
 */
function hiddenLead({ text, nodes }: TextBlock): number {
  return Math.max(0, visibleLength(nodes.map(textIn).join('')) - visibleLength(text));
}

class InlineWriter {
  html = '';
  constructor(
    private readonly baseUrl: string | null,
    private hidden: number,
  ) {}

  write(node: PageNode): void {
    if (node.kind === 'text') {
      this.html += escapeText(this.withoutHidden(node.text));
      return;
    }
    if (node.dropped) return;
    if (node.name === 'br') this.html += ' ';
    const href = node.name === 'a' ? absoluteUrl(node.attributes['href'], this.baseUrl) : null;
    const tagged =
      INLINE.has(node.name) &&
      (node.name !== 'a' || href !== null) &&
      visibleLength(textIn(node)) > this.hidden;
    if (tagged) this.html += href === null ? `<${node.name}>` : `<a href="${escapeText(href)}">`;
    for (const child of node.children) this.write(child);
    if (tagged) this.html += `</${node.name}>`;
  }

  private withoutHidden(text: string): string {
    let at = 0;
    for (; at < text.length && this.hidden > 0; at++) if (/\S/.test(text.charAt(at))) this.hidden -= 1;
    return text.slice(at);
  }
}

function textIn(node: PageNode): string {
  if (node.kind === 'text') return node.text;
  return node.dropped ? '' : node.children.map(textIn).join('');
}

function visibleLength(text: string): number {
  return text.replace(/[\s\u00a0\u200b\ufeff]+/g, '').length;
}

export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
