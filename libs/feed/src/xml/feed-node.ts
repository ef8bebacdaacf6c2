import type { RepairedXml } from './repair-xml.js';
import type { XmlContent, XmlElement, XmlRoot } from './xml.types.js';

/** An element as readers pass it to the mapping: its content, and its known children by canonical name. */
export interface FeedNode extends XmlContent, Omit<XmlElement, 'name'> {
  all(name: string): readonly FeedNode[];
}

/** A feed document after reading and before mapping. */
export interface FeedDocument {
  root: XmlRoot;
  feed: FeedNode;
  items: readonly FeedNode[];
  /** Whole items beyond the limit, of which nothing was kept. */
  beyond: number;
  /** Start tags of entries that led to no whole entry. */
  lost: number;
  truncated: boolean;
  marks: readonly string[];
}

/** Turns repaired XML into nodes. `base` is the base of the document. Throws FeedError. */
export type FeedReader = (xml: RepairedXml, base: string | null, maxItems: number) => Promise<FeedDocument>;

const CONTENT = /\S/;

/** The first child with content among these names, in the order of the names. */
export function firstOf(node: FeedNode, ...names: string[]): FeedNode | undefined {
  for (const name of names) {
    for (const child of node.all(name)) if (CONTENT.test(child.text)) return child;
  }
  return undefined;
}

/** All children with these names, in the order of the names. */
export function allOf(node: FeedNode, ...names: string[]): FeedNode[] {
  const found: FeedNode[] = [];
  for (const name of names) for (const child of node.all(name)) found.push(child);
  return found;
}
