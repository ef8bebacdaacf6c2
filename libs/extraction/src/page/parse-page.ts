import { Parser } from 'htmlparser2';
import { ExtractionError } from '../extraction.errors.js';
import { PageElement, PageText } from './page-tree.js';

/** Deeper elements become siblings at this depth, as in Chromium's HTML parser. */
const MAX_DEPTH = 512;
const MAX_OPEN = 20_000;
/**
 * Each unmatched end tag makes the parser walk over the open elements. After this many steps of such walks it
 * stops.
 */
const MAX_CLOSING_STEPS = 300_000_000;
const CHUNK = 16_384;
const MAX_NODES = 500_000;
const MAX_ATTRIBUTES = 1_000_000;

/**
 * Builds the tree of an HTML or XHTML page, however broken its nesting. With `asXml` an element may close
 * itself (`<div/>`).
 * @throws ExtractionError `too_complex` above half a million nodes or 20,000 unclosed elements.
 */
export function parsePage(html: string, { asXml = false } = {}): PageElement {
  const builder = new TreeBuilder();
  const parser = new Parser(builder, {
    decodeEntities: true,
    lowerCaseTags: true,
    recognizeSelfClosing: asXml,
  });
  for (let at = 0; at < html.length; at += CHUNK) {
    const chunk = html.slice(at, at + CHUNK);
    builder.expectClosing(chunk.split('</').length - 1);
    parser.write(chunk);
  }
  parser.end();
  return builder.root;
}

class TreeBuilder {
  readonly root = new PageElement('#document', {}, null);
  private readonly open: PageElement[] = [this.root];
  private nodes = 0;
  private closingSteps = 0;
  private attributes = 0;

  /** Call before a chunk is parsed, with the most end tags that it can contain. */
  expectClosing(tags: number): void {
    this.closingSteps += tags * this.open.length;
    if (this.closingSteps > MAX_CLOSING_STEPS)
      throw new ExtractionError('too_complex', 'The page has too many end tags for its depth.');
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    this.count();
    this.attributes += Object.keys(attributes).length;
    if (this.attributes > MAX_ATTRIBUTES)
      throw new ExtractionError('too_complex', 'The page has too many attributes.');
    const parent = this.parent();
    const element = new PageElement(name, attributes, parent);
    parent.children.push(element);
    this.open.push(element);
    if (this.open.length > MAX_OPEN) throw new ExtractionError('too_complex', 'The page nests too deeply.');
  }

  /** Content after `</body>` still belongs to the body (HTML Standard, "after body" insertion mode). */
  onclosetag(name: string): void {
    if (name === 'body' || name === 'html') return;
    while (this.open.length > 1 && this.open.pop()?.name !== name);
  }

  ontext(text: string): void {
    const parent = this.parent();
    const last = parent.children.at(-1);
    // The tokenizer splits text at every entity. Joined again, words stay whole.
    if (last?.kind === 'text') {
      last.text += text;
      return;
    }
    this.count();
    parent.children.push(new PageText(text, parent));
  }

  private parent(): PageElement {
    return this.open[Math.min(this.open.length, MAX_DEPTH) - 1] ?? this.root;
  }

  private count(): void {
    this.nodes += 1;
    if (this.nodes > MAX_NODES) throw new ExtractionError('too_complex', 'The page has too many nodes.');
  }
}
