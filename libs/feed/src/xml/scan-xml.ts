import { FEED_LIMITS } from '../feed.limits.js';
import { FeedError } from '../feed.errors.js';
import { decodeReferences } from '../text/html-text.js';
import { resolveBase } from '../text/resolve-url.js';
import { mayBeDoubleEncoded, undoDoubleEncoding } from '../bytes/undo-double-encoding.js';
import { CONTAINERS, ITEMS } from './content-model.js';
import { TEXT_ELEMENTS } from './feed-vocabulary.js';
import { isXmlContent, joinContent, writeEndTag, writeStartTag } from './inline-markup.js';
import { localName, NameScope } from './name-scope.js';
import { OpenElements, type OpenElement, type Place } from './open-elements.js';
import { MarkupReader, type WrittenAttributes } from './markup-reader.js';
import type { RepairedXml } from './repair-xml.js';
import type { ScanEnd, XmlContent, XmlRoot, XmlSink } from './xml.types.js';

const NO_CONTENT: XmlContent = { text: '', isMarkup: false };
const NO_ATTRIBUTES: Readonly<Record<string, string>> = {};
const BARE_AMPERSAND = /&(?!#?\w{1,41};)/;
const ROOTS: Readonly<Record<string, XmlRoot>> = { rss: 'rss', feed: 'atom', rdf: 'rdf', channel: 'cdf' };
const ROOT_NAMES: Readonly<Record<XmlRoot, string>> = {
  rss: 'rss',
  atom: 'feed',
  rdf: 'rdf:RDF',
  cdf: 'channel',
};

/**
 * Reads XML leniently: names by namespace URI, references decoded once, xml:base and xml:lang inherited,
 * unclosed elements ended by elements that they cannot hold. Throws FeedError: not_a_feed for another root,
 * too_complex at the limits. Linear in the text.
 */
export function scanXml(xml: RepairedXml, base: string | null, sink: XmlSink): ScanEnd {
  return new Scan(xml, base, sink).run();
}

class Scan {
  private root: XmlRoot | null = null;
  private rootPrefix = '';
  private atEnd = false;
  /** The end tag of the root has come. Entries behind it still belong to the document. */
  private rootEnded = false;
  private lost = 0;
  /** True while the start tag of the next element closes elements. */
  private endsByNext = false;
  private nodes = 0;
  private entityBudget: number = FEED_LIMITS.entityTotal;
  private readonly marks = new Set<string>();
  private readonly reader: MarkupReader;
  private readonly elements: OpenElements;
  private readonly mayBeDoubleEncoded: boolean;

  constructor(
    private readonly xml: RepairedXml,
    private readonly base: string | null,
    private readonly sink: XmlSink,
  ) {
    this.reader = new MarkupReader(xml.text, {
      open: (tag, attributes, isEmpty) => this.open(tag, attributes, isEmpty),
      close: (tag) => this.endTag(tag),
      text: (text, isCdata) => this.text(text, isCdata),
      innermost: () => this.elements.top?.tag ?? null,
    });
    this.elements = new OpenElements(this.reader, (element) => this.close(element));
    this.mayBeDoubleEncoded = mayBeDoubleEncoded(xml.text);
  }

  run(): ScanEnd {
    this.reader.read();
    if (this.root === null) throw new FeedError('not_a_feed', 'no root element');
    const truncated = !this.rootEnded || this.elements.depth > 1;
    this.atEnd = true;
    this.elements.closeDownTo(0);
    return { root: this.root, truncated, marks: [...this.marks], lost: this.lost };
  }

  private open(tag: string, written: WrittenAttributes, isEmpty: boolean): void {
    const { elements } = this;
    if (++this.nodes > FEED_LIMITS.nodes || elements.depth >= FEED_LIMITS.depth) {
      throw new FeedError(
        'too_complex',
        `more than ${FEED_LIMITS.nodes} elements or ${FEED_LIMITS.depth} levels`,
      );
    }
    const outer = elements.top?.names ?? NameScope.empty;
    const name = outer.within(written).elementName(tag, this.rootPrefix);
    const before = elements.depth;
    this.endsByNext = true;
    const place = this.root === null ? 'root' : this.placeOf(tag, name);
    this.endsByNext = false;
    if (name !== null && ITEMS.has(name) && !(place === 'element' && elements.isAmongContainers()))
      this.lost += 1;
    if (elements.depth < before) this.marks.add('unclosed_elements');
    const parent = elements.top;
    const names = (parent?.names ?? NameScope.empty).within(written);
    const attributes = written.length === 0 ? NO_ATTRIBUTES : this.readAttributes(written, names);
    const lang = attributes['xml:lang'] ?? parent?.lang ?? null;
    const element: OpenElement = {
      name: null,
      tag,
      isForeign: names.prefixOf(tag) === null,
      isXml: false,
      attributes,
      parts: null,
      isEmpty: true,
      names,
      base: resolveBase(attributes['xml:base'], parent?.base ?? this.base),
      lang: lang === '' ? null : lang,
    };
    if (parent) parent.isEmpty = false;
    elements.push(element);
    if (place === 'root') this.openRoot(element);
    else if (place === 'element' && name !== null) this.start(element, name);
    else if (place === 'inline' && parent?.parts) {
      element.parts = parent.parts;
      element.parts.push({ kind: 'tag', value: writeStartTag(tag, attributes, element.base) });
    }
    if (isEmpty) elements.closeDownTo(elements.depth - 1);
  }

  /** Behind the end of the root only entries count, and what may hold them. */
  private placeOf(tag: string, name: string | null): Place {
    const isBehind = this.rootEnded && this.elements.depth === 1;
    if (isBehind && (name === null || !(ITEMS.has(name) || CONTAINERS.has(name)))) return 'unread';
    return this.elements.makeRoom(tag, name);
  }

  private openRoot(element: OpenElement): void {
    const root = ROOTS[localName(element.tag).toLowerCase()];
    if (root === undefined)
      throw new FeedError('not_a_feed', `the root element is ${element.tag.slice(0, 40)}`);
    this.root = root;
    const prefix = element.names.prefixOf(element.tag) ?? '';
    // Without a namespace `feed` can only be Atom's, and its children may have a prefix that says so.
    this.rootPrefix = root === 'atom' && prefix === '' ? 'atom' : prefix;
    this.elements.root = root;
    this.start(element, ROOT_NAMES[root]);
  }

  private start(element: OpenElement, name: string): void {
    element.name = name;
    element.isXml = TEXT_ELEMENTS.has(name) && isXmlContent(element.attributes);
    element.parts = CONTAINERS.has(name) || ITEMS.has(name) ? null : [];
    this.sink.open({ name, attributes: element.attributes, base: element.base, lang: element.lang });
  }

  private text(text: string, isCdata: boolean): void {
    const parts = this.elements.top?.parts;
    if (!parts) return;
    if (isCdata) parts.push({ kind: 'cdata', value: text });
    // The end of a section that has no start, or of one inside another.
    else if (text.includes(']]>', text.length - 20)) this.text(text.replaceAll(']]>', ''), false);
    else if (!text.includes('&')) parts.push({ kind: 'text', value: text });
    else {
      if (BARE_AMPERSAND.test(text)) this.marks.add('bare_ampersands');
      parts.push({ kind: 'text', value: decodeReferences(text, (name) => this.expand(name)) });
    }
  }

  private endTag(tag: string): void {
    const at = this.elements.find(tag);
    if (at < 0) return;
    if (at < this.elements.depth - 1) this.marks.add('unclosed_elements');
    this.rootEnded ||= at === 0;
    this.elements.closeDownTo(Math.max(at, 1));
  }

  private close(element: OpenElement): void {
    const { name, attributes, base, lang } = element;
    if (name === null) {
      element.parts?.push({ kind: 'tag', value: writeEndTag(element.tag) });
      return;
    }
    // An end tag that was written as a start tag leaves an item without content.
    const isLeftover = this.endsByNext && element.isEmpty && ITEMS.has(name);
    const isComplete = !this.atEnd && !isLeftover;
    if (!isComplete && ITEMS.has(name)) this.lost += 1;
    this.sink.close({ name, attributes, base, lang }, this.contentOf(element), isComplete);
  }

  private contentOf({ parts, attributes, isXml }: OpenElement): XmlContent {
    if (parts === null || parts.length === 0) return NO_CONTENT;
    const content = joinContent(parts, attributes, isXml);
    if (!this.mayBeDoubleEncoded) return content;
    const text = undoDoubleEncoding(content.text);
    if (text === content.text) return content;
    this.marks.add('double_encoded');
    return { ...content, text };
  }

  private readAttributes(written: WrittenAttributes, names: NameScope): Readonly<Record<string, string>> {
    const attributes: Record<string, string> = {};
    for (let i = 0; i < written.length; i += 2) {
      const name = names.attributeName(written[i] ?? '');
      if (name === null || Object.hasOwn(attributes, name)) continue;
      const value = written[i + 1] ?? '';
      attributes[name] = value.includes('&')
        ? decodeReferences(value, (entity) => this.expand(entity))
        : value;
    }
    return attributes;
  }

  private expand(name: string): string | undefined {
    const value = this.xml.entities.get(name);
    if (value === undefined || value.length > this.entityBudget) return undefined;
    this.entityBudget -= value.length;
    return decodeReferences(value);
  }
}
