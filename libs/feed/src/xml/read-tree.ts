import { FeedError } from '../feed.errors.js';
import { CONTAINERS, ITEMS } from './content-model.js';
import type { FeedDocument, FeedNode } from './feed-node.js';
import type { RepairedXml } from './repair-xml.js';
import { scanXml } from './scan-xml.js';
import type { XmlElement } from './xml.types.js';

const NOTHING: readonly FeedNode[] = [];

/**
 * The feed's own reader: nodes directly from the scan. Items may stand in the channel, beside it, or in a
 * channel of a channel (CDF).
 */
export async function readTree(
  source: RepairedXml,
  base: string | null,
  maxItems: number,
): Promise<FeedDocument> {
  return Promise.resolve(buildTree(source, base, maxItems));
}

function buildTree(source: RepairedXml, base: string | null, maxItems: number): FeedDocument {
  const open: TreeNode[] = [];
  const items: TreeNode[] = [];
  let beyond = 0;
  let feed: TreeNode | null = null;
  const end = scanXml(source, base, {
    open(element) {
      const parent = open.at(-1);
      // The channel of `rss` or `RDF` describes the feed, as they do. A channel inside a channel (CDF)
      // only contributes items.
      const isInner = element.name === 'channel' && parent === feed && feed?.name !== 'channel';
      if (parent === undefined || isInner) {
        feed = new TreeNode(element, feed);
        open.push(feed);
      } else open.push(new TreeNode(element, null));
    },
    close({ name }, content, isComplete) {
      const node = open.pop();
      if (!node) return;
      node.text = content.text;
      node.isMarkup = content.isMarkup;
      const parent = open.at(-1);
      if (ITEMS.has(name) && isOutsideItems(open)) {
        if (isComplete && items.length < maxItems) items.push(node);
        else if (isComplete) beyond += 1;
      } else if (parent && !CONTAINERS.has(name)) parent.add(name, node);
    },
  });
  if (feed === null) throw new FeedError('not_a_feed', 'no root element');
  return { ...end, feed, items, beyond };
}

const isOutsideItems = (open: readonly TreeNode[]): boolean => open.every(({ name }) => CONTAINERS.has(name));

class TreeNode implements FeedNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly base: string | null;
  readonly lang: string | null;
  text = '';
  isMarkup = false;
  /** Created with the first child, because most elements have none. */
  private children: Map<string, TreeNode[]> | null;

  /** `outer` is the root around this channel. The two share their children. */
  constructor(element: XmlElement, outer: TreeNode | null) {
    this.name = element.name;
    this.attributes = element.attributes;
    this.base = element.base;
    this.lang = element.lang;
    this.children = outer === null ? null : (outer.children ??= new Map());
  }

  all(name: string): readonly FeedNode[] {
    return this.children?.get(name) ?? NOTHING;
  }

  add(name: string, node: TreeNode): void {
    this.children ??= new Map();
    const present = this.children.get(name);
    if (present) present.push(node);
    else this.children.set(name, [node]);
  }
}
