import { FEED_LIMITS } from '../feed.limits.js';
import type { WrittenAttributes } from './markup-reader.js';
import { ELEMENTS, KNOWN_PREFIXES, NAMESPACES } from './feed-vocabulary.js';

const MAX_CACHED = 1_000;
/** Atom's feeds and entries count inside any other feed, too. */
const ENTRIES_OF_ATOM = new Set(['feed', 'entry', 'item']);

/**
 * The namespaces in scope at an element. They give its name and the names of its attributes a meaning,
 * whatever prefix was written.
 */
export class NameScope {
  private readonly names = new Map<string, string | null>();
  private readonly attributeNames = new Map<string, string | null>();

  /**
   * `prefixes` maps each declared prefix to the canonical one, or to null for a namespace that this library
   * does not know.
   */
  private constructor(private readonly prefixes: ReadonlyMap<string, string | null>) {}

  static readonly empty = new NameScope(new Map());

  /** The scope of an element with these attributes; the same scope if it declares nothing. */
  within(attributes: WrittenAttributes): NameScope {
    let own: Map<string, string | null> | null = null;
    for (let i = 0; i < attributes.length; i += 2) {
      const name = attributes[i] ?? '';
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
      own ??= new Map(this.prefixes);
      own.set(name.slice(6).toLowerCase(), NAMESPACES.get(normaliseUri(attributes[i + 1] ?? '')) ?? null);
    }
    return own === null ? this : new NameScope(own);
  }

  /**
   * The canonical name of a known element, null for others. `rootPrefix` is the prefix of the feed's own
   * vocabulary.
   */
  elementName(tag: string, rootPrefix: string): string | null {
    const cached = this.names.get(tag);
    if (cached !== undefined) return cached;
    if (tag.length > FEED_LIMITS.nameLength) return null;
    const prefix = this.prefixOf(tag);
    const local = localName(tag);
    const isOwn = prefix === rootPrefix && rootPrefix !== 'rdf';
    const isEntry = prefix === 'atom' && ENTRIES_OF_ATOM.has(local.toLowerCase());
    const written = isOwn || isEntry || prefix === '' ? local : `${prefix}:${local}`;
    const name = prefix === null ? null : (ELEMENTS.get(written.toLowerCase()) ?? null);
    if (this.names.size < MAX_CACHED) this.names.set(tag, name);
    return name;
  }

  /** Null for a vocabulary that this library does not know, '' for RSS of any age. */
  prefixOf(tag: string): string | null {
    const at = tag.indexOf(':');
    const prefix = at < 0 ? '' : tag.slice(0, at).toLowerCase();
    const declared = this.prefixes.get(prefix);
    if (declared) return declared;
    if (declared === '') return '';
    if (prefix === 'a10' || prefix === 'atom10') return 'atom';
    return prefix === '' || KNOWN_PREFIXES.has(prefix) ? prefix : null;
  }

  /** The name of an attribute in lower case with a canonical prefix; null if it is not a name. */
  attributeName(name: string): string | null {
    const cached = this.attributeNames.get(name);
    if (cached !== undefined) return cached;
    const isName = name.length <= FEED_LIMITS.nameLength && /^[a-z_][\w:.-]*$/i.test(name);
    const canonical = isName ? this.canonicalAttribute(name.toLowerCase()) : null;
    if (this.attributeNames.size < MAX_CACHED) this.attributeNames.set(name, canonical);
    return canonical;
  }

  private canonicalAttribute(lower: string): string {
    const at = lower.indexOf(':');
    if (at < 0) return lower;
    const canonical = this.prefixes.get(lower.slice(0, at)) ?? lower.slice(0, at);
    return canonical === '' ? lower.slice(at + 1) : `${canonical}:${lower.slice(at + 1)}`;
  }
}

export const localName = (tag: string): string => tag.slice(tag.indexOf(':') + 1);

const normaliseUri = (uri: string): string =>
  uri
    .trim()
    .toLowerCase()
    .replace(/^https:/, 'http:')
    .replace(/[#/]{1,20}$/, '');
