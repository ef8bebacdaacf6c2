import Parser from 'rss-parser';
import { FeedError } from '../feed.errors.js';
import { ELEMENTS } from '../xml/feed-vocabulary.js';
import type { FeedDocument, FeedNode } from '../xml/feed-node.js';
import type { RepairedXml } from '../xml/repair-xml.js';
import { TEXT_REFERENCE, writeCanonicalXml } from './write-canonical-xml.js';

/** A node of xml2js under `explicitCharkey`: `_` is text, `$` attributes, the rest children. */
interface XmlJsNode {
  _?: unknown;
  $?: unknown;
  [child: string]: unknown;
}

interface NodeContext {
  base: string | null;
  texts: readonly string[];
}

/**
 * Only custom fields give all values of a name with their attributes. `$` gives those of the element itself.
 */
const KEY = 'raw ';
const FIELDS = ['$', ...ELEMENTS.values()]
  .filter((name) => !['rss', 'feed', 'channel', 'item', 'entry'].includes(name))
  .map((name) => [name, `${KEY}${name}`, { keepArray: true }]);

/** A reader on top of rss-parser. It passes canonical XML in and takes only the raw nodes of the result. */
export async function readWithRssParser(
  source: RepairedXml,
  base: string | null,
  maxItems: number,
): Promise<FeedDocument> {
  const { root, truncated, marks, lost, xml, texts } = writeCanonicalXml(source, base);
  const parser = new Parser<Record<string, unknown>, Record<string, unknown>>({
    defaultRSS: 2,
    customFields: { feed: FIELDS as unknown as string[], item: FIELDS as unknown as string[] },
    xml2js: { explicitCharkey: true, emptyTag: () => ({}) },
  });
  const output = await parseString(parser, xml);
  const context = { base, texts };
  return {
    root,
    truncated,
    marks,
    feed: fieldsNode(output, context),
    items: output.items.slice(0, maxItems).map((item) => fieldsNode(item, context)),
    lost,
    beyond: Math.max(0, output.items.length - maxItems),
  };
}

async function parseString(parser: Parser<Record<string, unknown>, Record<string, unknown>>, xml: string) {
  try {
    return await parser.parseString(xml);
  } catch (cause) {
    throw new FeedError('malformed', 'rss-parser could not read it', { cause });
  }
}

/** Turns a feed or an item of rss-parser's output into a node. */
function fieldsNode(fields: object, context: NodeContext): FeedNode {
  const raw: Record<string, unknown> = Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) =>
      key.startsWith(KEY) ? [[key.slice(KEY.length), value]] : [],
    ),
  );
  return xmlJsNode(raw, context);
}

function xmlJsNode(raw: XmlJsNode, context: NodeContext): FeedNode {
  const attributes = isObject(raw.$) ? (raw.$ as Record<string, string>) : {};
  const written = typeof raw._ === 'string' ? raw._ : '';
  const isAside = written.trimStart().startsWith(TEXT_REFERENCE);
  const reference = isAside ? written.trim() : '';
  return {
    attributes,
    base: attributes['xml:base'] ?? context.base,
    lang: attributes['xml:lang'] ?? null,
    text: isAside ? (context.texts[Number(reference.slice(2))] ?? '') : written,
    isMarkup: reference[1] === 'm',
    all(name) {
      const nodes = Object.hasOwn(raw, name) ? raw[name] : undefined;
      return Array.isArray(nodes) ? nodes.filter(isObject).map((node) => xmlJsNode(node, context)) : [];
    },
  };
}

const isObject = (value: unknown): value is XmlJsNode => typeof value === 'object' && value !== null;
