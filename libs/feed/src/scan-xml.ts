import { Parser } from 'htmlparser2';
import { FeedError } from './feed.error.js';
import { FEED_LIMITS } from './feed.limits.js';
import { ELEMENTS, KNOWN_PREFIXES, NAMESPACES, TEXT_ELEMENTS } from './feed-vocabulary.js';
import { decodeReferences } from './html-text.js';
import { joinContent, writeEndTag, writeStartTag, type ContentPart } from './inline-markup.js';
import type { RepairedXml } from './repair-xml.js';
import { resolveBase } from './resolve-url.js';

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

export type XmlRoot = 'rss' | 'atom' | 'rdf';

interface Frame {
  /** Null when the element is unknown, or part of the markup inside a text element. */
  element: XmlElement | null;
  tag: string;
  parts: ContentPart[] | null;
  namespaces: Readonly<Record<string, string>>;
  base: string | null;
  lang: string | null;
}

const ROOTS: Readonly<Record<string, XmlRoot>> = { rss: 'rss', feed: 'atom', rdf: 'rdf' };
const ROOT_NAMES: Readonly<Record<XmlRoot, string>> = { rss: 'rss', atom: 'feed', rdf: 'rdf:RDF' };

/**
 * Reads XML leniently (htmlparser2), names by namespace URI, references decoded once, xml:base and xml:lang inherited.
 * Throws FeedError: not_a_feed by the root, too_complex at the limits. Linear in the text.
 */
export function scanXml(
  xml: RepairedXml,
  base: string | null,
  sink: XmlSink,
): { root: XmlRoot; truncated: boolean } {
  const scan = new Scan(xml.entities, base, sink);
  const parser = new Parser(scan.handler(), { xmlMode: true, decodeEntities: false });
  parser.write(xml.text);
  scan.atEnd = true;
  parser.end();
  if (scan.root === null) throw new FeedError('not_a_feed', 'no root element');
  return { root: scan.root, truncated: scan.truncated };
}

class Scan {
  root: XmlRoot | null = null;
  atEnd = false;
  truncated = false;
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
      onclosetag: () => this.close(),
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
    const namespaces = declared(raw, parent?.namespaces ?? {});
    const attributes = this.readAttributes(raw, namespaces);
    const base = resolveBase(attributes['xml:base'], parent?.base ?? this.base);
    const lang = attributes['xml:lang'] ?? parent?.lang ?? null;
    const frame: Frame = {
      element: null,
      tag,
      parts: null,
      namespaces,
      base,
      lang: lang === '' ? null : lang,
    };
    this.frames.push(frame);
    if (parent === undefined) this.openRoot(frame, attributes);
    else if (parent.parts && (!parent.element || TEXT_ELEMENTS.has(parent.element.name))) {
      frame.parts = parent.parts;
      frame.parts.push({ kind: 'tag', value: writeStartTag(tag, attributes, base) });
    } else if (parent.element) this.openElement(frame, attributes);
  }

  private openRoot(frame: Frame, attributes: Record<string, string>): void {
    const [, local] = splitName(frame.tag);
    const root = this.root === null ? ROOTS[local.toLowerCase()] : undefined;
    if (root === undefined) {
      if (this.root === null)
        throw new FeedError('not_a_feed', `the root element is ${frame.tag.slice(0, 40)}`);
      return;
    }
    this.root = root;
    const prefix = this.prefixOf(frame.tag, frame.namespaces);
    this.rootPrefix = prefix ?? (root === 'atom' ? 'atom' : '');
    this.start(frame, ROOT_NAMES[root], attributes);
  }

  private openElement(frame: Frame, attributes: Record<string, string>): void {
    const prefix = this.prefixOf(frame.tag, frame.namespaces);
    if (prefix === null) return;
    const [, local] = splitName(frame.tag);
    const name = ELEMENTS.get(`${prefix === '' ? '' : `${prefix}:`}${local}`.toLowerCase());
    if (name !== undefined) this.start(frame, name, attributes);
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
    else parts.push({ kind: 'text', value: decodeReferences(text, (name) => this.expand(name)) });
  }

  private close(): void {
    const frame = this.frames.pop();
    if (!frame) return;
    if (this.atEnd && this.frames.length === 0) this.truncated = true;
    if (frame.element)
      this.sink.close(frame.element, joinContent(frame.parts ?? [], frame.element), !this.atEnd);
    else frame.parts?.push({ kind: 'tag', value: writeEndTag(frame.tag) });
  }

  private readAttributes(
    raw: Record<string, string>,
    namespaces: Readonly<Record<string, string>>,
  ): Record<string, string> {
    const attributes: Record<string, string> = {};
    for (const [name, value] of Object.entries(raw).slice(0, FEED_LIMITS.attributes)) {
      if (name.length > FEED_LIMITS.nameLength || !/^[a-z_][\w:.-]*$/i.test(name)) continue;
      const [prefix, local] = splitName(name.toLowerCase());
      const canonical =
        prefix === '' ? '' : (NAMESPACES.get(normaliseUri(namespaces[prefix] ?? '')) ?? prefix);
      attributes[canonical === '' ? local : `${canonical}:${local}`] = decodeReferences(value, (entity) =>
        this.expand(entity),
      );
    }
    return attributes;
  }

  /** Null for a vocabulary this lib does not know, '' for the feed's own. */
  private prefixOf(tag: string, namespaces: Readonly<Record<string, string>>): string | null {
    const [written, local] = splitName(tag);
    if (local.length > FEED_LIMITS.nameLength) return null;
    const prefix = written.toLowerCase();
    const uri = namespaces[prefix];
    const known = uri === undefined ? undefined : NAMESPACES.get(normaliseUri(uri));
    const isAlias = /^(?:a10|atom10)$/.test(prefix);
    const canonical =
      known ?? (isAlias ? 'atom' : prefix === '' || KNOWN_PREFIXES.has(prefix) ? prefix : null);
    if (canonical === null) return this.root === null ? '' : null;
    return this.root !== null && canonical === this.rootPrefix && this.rootPrefix !== 'rdf' ? '' : canonical;
  }

  private expand(name: string): string | undefined {
    const value = this.entities.get(name);
    if (value === undefined || value.length > this.entityBudget) return undefined;
    this.entityBudget -= value.length;
    return decodeReferences(value);
  }
}

function declared(
  raw: Record<string, string>,
  inherited: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  let own: Record<string, string> | null = null;
  for (const name in raw) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    own ??= { ...inherited };
    own[name.slice(6).toLowerCase()] = raw[name] ?? '';
  }
  return own ?? inherited;
}

const normaliseUri = (uri: string): string =>
  uri
    .trim()
    .toLowerCase()
    .replace(/[#/]+$/, '');

function splitName(name: string): [prefix: string, local: string] {
  const at = name.indexOf(':');
  return at < 0 ? ['', name] : [name.slice(0, at), name.slice(at + 1)];
}
