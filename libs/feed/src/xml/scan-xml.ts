import { Parser } from 'htmlparser2';
import { FeedError } from '../feed.errors.js';
import { FEED_LIMITS } from '../feed.limits.js';
import { TEXT_ELEMENTS } from './feed-vocabulary.js';
import { decodeReferences } from '../text/html-text.js';
import { joinContent, writeEndTag, writeStartTag, type ContentPart } from './inline-markup.js';
import { localName, NameScope } from './name-scope.js';
import type { RepairedXml } from './repair-xml.js';
import { resolveBase } from '../text/resolve-url.js';
import { undoDoubleEncoding } from '../bytes/undo-double-encoding.js';

export interface XmlElement {
  /** Canonical: the prefix of `NAMESPACES` whatever the document wrote, none for the feed's own vocabulary. */
  name: string;
  /** References decoded, names in lower case. */
  attributes: Readonly<Record<string, string>>;
  /** In scope here, from xml:base and xml:lang or what the caller gave. */
  base: string | null;
  lang: string | null;
}

export interface XmlContent {
  text: string;
  /** The text is a fragment of inline markup with absolute addresses, not characters. */
  isMarkup: boolean;
}

/** Gets the known elements of a feed in document order. */
export interface XmlSink {
  open(element: XmlElement): void;
  /** `isComplete` is false for what the end of a cut-off document closed. */
  close(element: XmlElement, content: XmlContent, isComplete: boolean): void;
}

export type XmlRoot = 'rss' | 'atom' | 'rdf' | 'cdf';

export interface ScanEnd {
  root: XmlRoot;
  /** The text stops inside the root element. */
  truncated: boolean;
  /** What is not well formed: `unclosed_elements`, `bare_ampersands`, `double_encoded`. */
  marks: string[];
}

interface Frame {
  /** Null when the element is unknown, or part of the markup inside a text element. */
  element: XmlElement | null;
  tag: string;
  parts: ContentPart[] | null;
  names: NameScope;
  base: string | null;
  lang: string | null;
  /** Place of its start tag's end in the text. */
  openedTo: number;
}

const NO_CONTENT: XmlContent = { text: '', isMarkup: false };
const BARE_AMPERSAND = /&(?!#?\w{1,41};)/;
const ROOTS: Readonly<Record<string, XmlRoot>> = { rss: 'rss', feed: 'atom', rdf: 'rdf', channel: 'cdf' };
const ROOT_NAMES: Readonly<Record<XmlRoot, string>> = {
  rss: 'rss',
  atom: 'feed',
  rdf: 'rdf:RDF',
  cdf: 'channel',
};

/**
 * Reads XML leniently (htmlparser2), names by namespace URI, references decoded once, xml:base and xml:lang inherited.
 * Throws FeedError: not_a_feed by the root, too_complex at the limits. Linear in the text.
 */
export function scanXml(xml: RepairedXml, base: string | null, sink: XmlSink): ScanEnd {
  const scan = new Scan(xml.entities, base, sink);
  const parser = new Parser(scan.handler(), { xmlMode: true, decodeEntities: false });
  scan.parser = parser;
  parser.write(xml.text);
  scan.atEnd = true;
  parser.end();
  if (scan.root === null) throw new FeedError('not_a_feed', 'no root element');
  const { root, truncated, marks } = scan;
  return { root, truncated, marks: [...marks] };
}

class Scan {
  root: XmlRoot | null = null;
  parser: Parser | null = null;
  atEnd = false;
  truncated = false;
  readonly marks = new Set<string>();
  private rootPrefix = '';
  private readonly frames: Frame[] = [];
  private inCdata = false;
  private nodes = 0;
  private entityBudget: number = FEED_LIMITS.entityTotal;

  constructor(
    private readonly entities: ReadonlyMap<string, string>,
    private readonly base: string | null,
    private readonly sink: XmlSink,
  ) {}

  handler() {
    return {
      onopentag: (name: string, attributes: Record<string, string>) => this.open(name, attributes),
      ontext: (text: string) => this.text(text),
      onclosetag: (_name: string, isImplied: boolean) => this.close(isImplied),
      oncdatastart: () => (this.inCdata = true),
      oncdataend: () => (this.inCdata = false),
    };
  }

  private open(tag: string, raw: Record<string, string>): void {
    if (++this.nodes > FEED_LIMITS.nodes || this.frames.length >= FEED_LIMITS.depth) {
      throw new FeedError(
        'too_complex',
        `more than ${FEED_LIMITS.nodes} elements or ${FEED_LIMITS.depth} levels`,
      );
    }
    const parent = this.frames.at(-1);
    const names = (parent?.names ?? NameScope.empty).within(raw);
    const attributes = this.readAttributes(raw, names);
    const base = resolveBase(attributes['xml:base'], parent?.base ?? this.base);
    const lang = attributes['xml:lang'] ?? parent?.lang ?? null;
    const frame: Frame = {
      element: null,
      tag,
      parts: null,
      names,
      base,
      lang: lang === '' ? null : lang,
      openedTo: this.parser?.endIndex ?? 0,
    };
    this.frames.push(frame);
    if (parent === undefined) this.openRoot(frame, attributes);
    else if (parent.parts && (!parent.element || TEXT_ELEMENTS.has(parent.element.name))) {
      frame.parts = parent.parts;
      frame.parts.push({ kind: 'tag', value: writeStartTag(tag, attributes, base) });
    } else if (parent.element) this.openElement(frame, attributes);
  }

  private openRoot(frame: Frame, attributes: Record<string, string>): void {
    const root = this.root === null ? ROOTS[localName(frame.tag).toLowerCase()] : undefined;
    if (root === undefined) {
      if (this.root === null)
        throw new FeedError('not_a_feed', `the root element is ${frame.tag.slice(0, 40)}`);
      return;
    }
    this.root = root;
    this.rootPrefix = frame.names.prefixOf(frame.tag) ?? '';
    this.start(frame, ROOT_NAMES[root], attributes);
  }

  private openElement(frame: Frame, attributes: Record<string, string>): void {
    const name = frame.names.elementName(frame.tag, this.rootPrefix);
    if (name !== null) this.start(frame, name, attributes);
  }

  private start(frame: Frame, name: string, attributes: Record<string, string>): void {
    frame.element = { name, attributes, base: frame.base, lang: frame.lang };
    frame.parts = [];
    this.sink.open(frame.element);
  }

  private text(text: string): void {
    const parts = this.frames.at(-1)?.parts;
    if (!parts) return;
    if (this.inCdata) parts.push({ kind: 'cdata', value: text });
    else if (!text.includes('&')) parts.push({ kind: 'text', value: text });
    else {
      if (BARE_AMPERSAND.test(text)) this.marks.add('bare_ampersands');
      parts.push({ kind: 'text', value: decodeReferences(text, (name) => this.expand(name)) });
    }
  }

  private close(isImplied: boolean): void {
    const frame = this.frames.pop();
    if (!frame) return;
    // An empty-element tag counts as implied too, and ends where it was opened.
    if (isImplied && !this.atEnd && frame.openedTo !== this.parser?.endIndex)
      this.marks.add('unclosed_elements');
    if (this.atEnd && this.frames.length === 0) this.truncated = true;
    if (frame.element) this.sink.close(frame.element, this.contentOf(frame, frame.element), !this.atEnd);
    else frame.parts?.push({ kind: 'tag', value: writeEndTag(frame.tag) });
  }

  private contentOf({ parts }: Frame, element: XmlElement): XmlContent {
    if (parts === null || parts.length === 0) return NO_CONTENT;
    const content = joinContent(parts, element);
    const text = undoDoubleEncoding(content.text);
    if (text === content.text) return content;
    this.marks.add('double_encoded');
    return { ...content, text };
  }

  private readAttributes(raw: Record<string, string>, names: NameScope): Readonly<Record<string, string>> {
    const attributes: Record<string, string> = {};
    let count = 0;
    for (const name in raw) {
      if (++count > FEED_LIMITS.attributes) break;
      if (name.length > FEED_LIMITS.nameLength || !/^[a-z_][\w:.-]*$/i.test(name)) continue;
      const value = raw[name] ?? '';
      attributes[names.attributeName(name)] = value.includes('&')
        ? decodeReferences(value, (entity) => this.expand(entity))
        : value;
    }
    return attributes;
  }

  private expand(name: string): string | undefined {
    const value = this.entities.get(name);
    if (value === undefined || value.length > this.entityBudget) return undefined;
    this.entityBudget -= value.length;
    return decodeReferences(value);
  }
}
