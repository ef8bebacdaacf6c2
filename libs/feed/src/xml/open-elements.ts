import { canHold, CONTAINERS, isHeldBy, isPart, ITEMS } from './content-model.js';
import { TEXT_ELEMENTS } from './feed-vocabulary.js';
import type { ContentPart } from './inline-markup.js';
import { localName, type NameScope } from './name-scope.js';
import type { MarkupReader } from './markup-reader.js';
import type { XmlRoot } from './xml.types.js';

/** An element that has begun and not ended. */
export interface OpenElement {
  /** Canonical; null for an unknown element and for markup inside a text. */
  name: string | null;
  tag: string;
  /** Its namespace is not one that feeds use. */
  isForeign: boolean;
  /** Its type (Atom) says that it holds XML, with any names. */
  isXml: boolean;
  attributes: Readonly<Record<string, string>>;
  /** The list that takes its text. Markup inside a text uses the list of that text. */
  parts: ContentPart[] | null;
  /** No element has begun in it. */
  isEmpty: boolean;
  names: NameScope;
  base: string | null;
  lang: string | null;
}

/** What a start tag is: an element, markup of the text around it, or neither. */
export type Place = 'element' | 'inline' | 'unread';

/**
 * The open elements. A start tag of the feed's vocabulary ends the elements that cannot hold it, as in HTML
 * parsers, unless their end tag is still to come. A missing end tag then costs one field instead of
 * everything after it.
 */
export class OpenElements {
  root: XmlRoot | null = null;
  private readonly open: OpenElement[] = [];

  constructor(
    private readonly reader: MarkupReader,
    private readonly onClose: (element: OpenElement) => void,
  ) {}

  get top(): OpenElement | undefined {
    return this.open.at(-1);
  }

  get depth(): number {
    return this.open.length;
  }

  push(element: OpenElement): void {
    this.open.push(element);
  }

  closeDownTo(depth: number): void {
    while (this.open.length > depth) {
      const element = this.open.pop();
      if (element) this.onClose(element);
    }
  }

  /**
   * Index of the innermost element that this end tag ends, -1 if there is none. Case counts only if both
   * spellings are open.
   */
  find(tag: string): number {
    if (this.top?.tag === tag) return this.open.length - 1;
    const exact = this.open.findLastIndex((element) => element.tag === tag);
    if (exact >= 0) return exact;
    const lower = tag.toLowerCase();
    return this.open.findLastIndex((element) => element.tag.toLowerCase() === lower);
  }

  /** Ends the elements that cannot hold the element that begins here, and returns what that element is. */
  makeRoom(tag: string, name: string | null): Place {
    const { top } = this;
    if (top === undefined) return 'unread';
    const isInText = top.parts !== null && (top.name === null || TEXT_ELEMENTS.has(top.name));
    if (name === null || (name === 'a' && this.root !== 'cdf')) return isInText ? 'inline' : 'unread';
    if (this.holds(top, this.open.length - 1, { tag, name })) return 'element';
    return this.endUnclosed(tag, name) ?? (isInText ? 'inline' : 'unread');
  }

  /** Null if the element belongs to the open element. */
  private endUnclosed(tag: string, name: string): Place | null {
    for (let at = this.open.length - 1; at >= 0; at--) {
      const element = this.open[at];
      if (element === undefined || isMarkup(element)) continue;
      const place = this.placeIn(element, at, { tag, name });
      if (place === 'ends') continue;
      if (place !== 'unread') this.closeDownTo(at + 1);
      return place === 'unread' ? null : place;
    }
    return null;
  }

  private placeIn(element: OpenElement, at: number, child: { tag: string; name: string }): Place | 'ends' {
    const { name } = element;
    if (name !== null && CONTAINERS.has(name)) return isPart(child.name) ? 'unread' : 'element';
    if (name !== null && ITEMS.has(name)) {
      if (ITEMS.has(child.name)) return 'ends';
      return isPart(child.name) ? 'unread' : 'element';
    }
    if (this.holds(element, at, child)) return 'element';
    if (element.isXml) return 'unread';
    if (name === null) return this.placeInUnknown(element, at, child);
    return this.isClosedInTime(element, at, child) ? 'unread' : 'ends';
  }

  /**
   * Whether a child belongs to this element. What is a field of an entry too (a title in a `source`) belongs to
   * it only if the element ends in time.
   */
  private holds(element: OpenElement, at: number, child: { tag: string; name: string }): boolean {
    const { name, tag } = element;
    if (name === null || ITEMS.has(child.name) || !canHold(name, child.name)) return false;
    const isSure = CONTAINERS.has(name) || ITEMS.has(name) || isPart(child.name) || tag === child.tag;
    return isSure || this.isClosedInTime(element, at, child);
  }

  private placeInUnknown(
    element: OpenElement,
    at: number,
    child: { tag: string; name: string },
  ): Place | 'ends' {
    if (ITEMS.has(child.name) && this.isAmongContainers(at)) return 'element';
    if (!this.isClosedInTime(element, at, child)) return 'ends';
    if (ITEMS.has(child.name) || element.isForeign) return 'unread';
    const wrapper = localName(element.tag);
    return !ITEMS.has(wrapper) && isHeldBy(wrapper, child.name) ? 'element' : 'unread';
  }

  /**
   * Whether the element's own end tag comes before another element of its name begins, and before the item or
   * feed around it ends.
   */
  private isClosedInTime(element: OpenElement, at: number, child: { tag: string; name: string }): boolean {
    if (element.tag === child.tag) return false;
    const { finder, at: from } = this.reader;
    const end = finder.nextTag('</', element.tag, from);
    if (end >= finder.nextTag('<', element.tag, from)) return false;
    if (ITEMS.has(child.name)) return element.name === null || end < finder.nextTag('</', child.tag, from);
    const owner = this.ownerOf(at);
    return owner === undefined || owner.tag === element.tag || end < finder.nextTag('</', owner.tag, from);
  }

  /** Whether only containers and unknown elements are open around this place: an entry there is an entry of the feed. */
  isAmongContainers(at = this.open.length): boolean {
    return this.open
      .slice(0, at)
      .every(({ name, parts }) => (name === null ? parts === null : CONTAINERS.has(name)));
  }

  private ownerOf(at: number): OpenElement | undefined {
    for (let i = at - 1; i >= 0; i--) {
      const { name } = this.open[i] ?? { name: null };
      if (name !== null && (ITEMS.has(name) || CONTAINERS.has(name))) return this.open[i];
    }
    return undefined;
  }
}

/** Markup inside a text has the list of that text and no name. */
const isMarkup = ({ name, parts }: OpenElement): boolean => name === null && parts !== null;
