import { FEED_LIMITS } from '../feed.limits.js';
import { FeedError } from '../feed.errors.js';

export interface RepairedXml {
  text: string;
  /** Internal entities of the DOCTYPE whose values contain no other reference. */
  entities: ReadonlyMap<string, string>;
  warnings: string[];
}

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
const NONCHARACTERS = ['\ufffe', '\uffff'];
const DOCUMENT_START = /<\?xml[\s?]|<!doctype[\s>]|<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel)[\s>/]/i;
const HTML_START = /^(?:<!doctype\s+html|<(?:html|head|body|script|div|p|h1)[\s>])/i;
const ENTITY = /<!ENTITY\s+([\w.:-]{1,100})\s+(?:"([^"]*)"|'([^']*)')\s*>/gi;

/**
 * Removes what stands before the document, control characters and the DOCTYPE. Throws FeedError if there is
 * no feed.
 */
export function repairXml(source: string): RepairedXml {
  const warnings: string[] = [];
  let text = source.replace(CONTROLS, '');
  // Two searches for one character each take less time than a class with the characters above.
  for (const character of NONCHARACTERS) if (text.includes(character)) text = text.replaceAll(character, '');
  if (text.length !== source.length) warnings.push('control_characters');
  const start = text.search(DOCUMENT_START);
  if (start < 0) throw new FeedError('not_a_feed', 'neither XML nor JSON of a feed');
  if (HTML_START.test(text.trimStart().replace(/^<\?xml[^>]*>\s*/, '')))
    throw new FeedError('not_a_feed', 'an HTML page');
  if (text.slice(0, start).trim() !== '' && !/^\s*<!--/.test(text)) warnings.push('text_before_document');
  text = text.slice(start);
  const { rest, entities } = readDoctype(text);
  return { text: rest, entities, warnings };
}

interface Doctype {
  /** The text without the DOCTYPE. */
  rest: string;
  /** Its internal entities without references to others. */
  entities: Map<string, string>;
  /** All names that it declares. */
  names: string[];
}

export function readDoctype(text: string): Doctype {
  const entities = new Map<string, string>();
  const start = text.slice(0, 100_000).search(/<!doctype[\s>]/i);
  if (start < 0) return { rest: text, entities, names: [] };
  const end = endOfDoctype(text, start);
  const doctype = text.slice(start, end);
  for (const [, name = '', inDouble, inSingle] of doctype.matchAll(ENTITY)) {
    const value = inDouble ?? inSingle ?? '';
    const isPlain =
      value.length <= FEED_LIMITS.entityLength &&
      !/[&%]/.test(value.replace(/&(?:#\w{1,8}|amp|lt|gt|quot|apos);/g, ''));
    if (isPlain && !entities.has(name)) entities.set(name, value);
  }
  const names = Array.from(doctype.matchAll(/<!ENTITY\s+([\w.:-]{1,100})\s/gi), ([, name = '']) => name);
  return { rest: text.slice(0, start) + text.slice(end), entities, names };
}

/** The position after the `>` that ends it, with quotes, comments and the internal subset skipped. */
function endOfDoctype(text: string, start: number): number {
  let inSubset = false;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (text.startsWith('<!--', i)) {
      const end = text.indexOf('-->', i + 4);
      i = end < 0 ? text.length : end + 2;
    } else if (c === '"' || (c === "'" && inSubset)) {
      const end = text.indexOf(c, i + 1);
      i = end < 0 ? i : end;
    } else if (c === '[') inSubset = true;
    else if (c === ']') inSubset = false;
    else if (c === '>' && !inSubset) return i + 1;
  }
  return text.length;
}
