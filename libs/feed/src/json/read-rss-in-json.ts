import { ELEMENTS } from '../xml/feed-vocabulary.js';
import type { FeedDocument, FeedNode } from '../xml/feed-node.js';
import { baseOf } from '../text/find-site-base.js';
import { isObject, type JsonObject } from './parse-json.js';

/** The member that holds the text of an element with attributes. */
const TEXT = '#value';

/**
 * RSS written as JSON (rss.js): elements are members, repeated ones lists, attributes members of an element and
 * its text `#value`. Null if the object is not such a document. The mapping is that of RSS.
 */
export function readRssInJson(root: JsonObject, base: string | null, maxItems: number): FeedDocument | null {
  const channel = isObject(root['rss']) ? root['rss']['channel'] : undefined;
  if (!isObject(channel)) return null;
  const listed = channel['item'] ?? channel['items'];
  const items = Array.isArray(listed) ? listed.filter(isObject) : [];
  const page = typeof channel['link'] === 'string' ? baseOf(channel['link'].trim(), base) : base;
  return {
    root: 'rss',
    feed: new JsonNode(channel, page),
    items: items.slice(0, maxItems).map((item) => new JsonNode(item, page)),
    beyond: Math.max(items.length - maxItems, 0),
    lost: 0,
    truncated: false,
    marks: [],
  };
}

class JsonNode implements FeedNode {
  readonly text: string;
  readonly isMarkup = false;
  readonly attributes: Readonly<Record<string, string>>;
  readonly lang = null;
  private readonly children = new Map<string, unknown[]>();

  constructor(
    value: unknown,
    readonly base: string | null,
  ) {
    const members = isObject(value) ? Object.entries(value) : [];
    this.text = textOf(isObject(value) ? value[TEXT] : value);
    this.attributes = Object.fromEntries(
      members
        .filter(([, member]) => !isObject(member))
        .map(([name, member]) => [name.toLowerCase(), textOf(member)]),
    );
    for (const [written, member] of members) {
      const name = ELEMENTS.get(written.toLowerCase());
      if (name !== undefined) this.children.set(name, Array.isArray(member) ? member : [member]);
    }
  }

  all(name: string): readonly FeedNode[] {
    return (this.children.get(name) ?? []).map((child) => new JsonNode(child, this.base));
  }
}

const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value.toWellFormed()
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';
