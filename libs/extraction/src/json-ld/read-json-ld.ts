import type { PageElement } from '../page/page-tree.js';
import { repairJson } from './repair-json.js';

export type JsonObject = { readonly [key: string]: unknown };

/** The structured data of a page: its article nodes in order of rank, and every named node by its `@id`. */
export interface LinkedData {
  articles: JsonObject[];
  /** Pictures, audio and video that are not a property of an article. */
  media: JsonObject[];
  nodes: ReadonlyMap<string, JsonObject>;
  /** Number of nodes per class. */
  types: ReadonlyMap<string, number>;
}

const ARTICLE_CLASS = /(?:Article|Posting|Report|Review)$/;
const MEDIA_CLASS = /^(?:Image|Video|Audio)Object$/;
const MAX_DEPTH = 12;
const MAX_NODES = 20_000;
/**
 * Characters of all scripts together. The structured data of a page with its whole text is a tenth of this.
 */
const MAX_TEXT = 3_000_000;
/** Most values of one property. A longer list is a trap or a catalogue. */
const MAX_VALUES = 200;
const NODE_HOLDERS = [
  '@graph',
  'mainEntity',
  'mainEntityOfPage',
  'itemListElement',
  'hasPart',
  'item',
  'about',
];

/**
 * Reads JSON-LD scripts with arrays, `@graph` and nested main entities. Broken JSON is repaired or left out.
 */
export function readJsonLd(scripts: readonly PageElement[]): LinkedData {
  const articles: JsonObject[] = [];
  const media: JsonObject[] = [];
  const nodes = new Map<string, JsonObject>();
  const types = new Map<string, number>();
  const stack = withinBudget(scripts)
    .map((text) => ({ value: repairJson(text), depth: 0 }))
    .reverse();
  let seen = 0;
  for (let next = stack.pop(); next && seen < MAX_NODES; next = stack.pop()) {
    seen += 1;
    const { value, depth } = next;
    if (depth > MAX_DEPTH) continue;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, MAX_NODES).toReversed())
        stack.push({ value: item, depth: depth + 1 });
    } else if (isObject(value)) {
      const classes = typesOf(value);
      if (classes.some((type) => ARTICLE_CLASS.test(type))) articles.push(value);
      for (const type of classes) types.set(type, (types.get(type) ?? 0) + 1);
      if (media.length < MAX_VALUES && classes.some((type) => MEDIA_CLASS.test(type))) media.push(value);
      rememberNode(nodes, value);
      for (const key of NODE_HOLDERS.toReversed()) stack.push({ value: value[key], depth: depth + 1 });
      for (const key of ['author', 'publisher', 'image'])
        if (isObject(value[key])) rememberNode(nodes, value[key]);
    }
  }
  return { articles, media, nodes, types };
}

/** The node itself, or the full one to which `{"@id": …}` points. */
export function resolveNode(value: unknown, linked: LinkedData): unknown {
  if (!isObject(value)) return value;
  const id = value['@id'];
  if (typeof id !== 'string' || Object.keys(value).length > 2) return value;
  return linked.nodes.get(id) ?? value;
}

/** All values of a property that may be a single value, a list or a reference. */
export function valuesOf(node: JsonObject, key: string, linked: LinkedData): unknown[] {
  const value = node[key];
  return (Array.isArray(value) ? value.slice(0, MAX_VALUES) : [value])
    .map((item: unknown) => resolveNode(item, linked))
    .filter((item) => item !== undefined && item !== null);
}

export function typesOf(node: JsonObject): string[] {
  const type = node['@type'];
  return (Array.isArray(type) ? type : [type])
    .filter((name): name is string => typeof name === 'string')
    .map((name) => name.replace(/^.*[/:#]/, ''));
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function rememberNode(nodes: Map<string, JsonObject>, node: JsonObject): void {
  const id = node['@id'];
  if (typeof id !== 'string') return;
  const known = nodes.get(id);
  if (!known || Object.keys(known).length < Object.keys(node).length) nodes.set(id, node);
}

/** A script that exceeds the budget is left out whole, because half of it is not JSON. */
function withinBudget(scripts: readonly PageElement[]): string[] {
  let left = MAX_TEXT;
  return scripts.slice(0, MAX_VALUES).flatMap((script) => {
    const text = scriptText(script);
    if (text.length > left) return [];
    left -= text.length;
    return [text];
  });
}

function scriptText(script: PageElement): string {
  return script.children.map((child) => (child.kind === 'text' ? child.text : '')).join('');
}
