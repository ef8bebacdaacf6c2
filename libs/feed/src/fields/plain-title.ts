import { collapse, decodeReferences } from '../text/html-text.js';

/** Markup that occurs in titles. Any other element name in a title is its subject. */
const PAIRED = new Set(
  `a abbr acronym b bdi bdo big center cite code del dfn em font i ins kbd mark nobr q s samp small span strike strong sub sup time tt
  u var blink p div h1 h2 h3 h4 h5 h6 ul ol li blockquote pre article section header script style`.split(
    /\s+/,
  ),
);
const VOID = new Set(['br', 'hr', 'img', 'wbr']);
/** With attributes these elements load something; without, a title speaks about them. */
const EMBEDDING = new Set(['applet', 'embed', 'frame', 'frameset', 'iframe', 'link', 'object', 'param']);
const PARTING = new Set(['p', 'div', 'br', 'hr', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const UNREAD = new Set(['script', 'style']);
const TAG = /<(\/?)([a-z][a-z0-9]{0,20})(\s[^<>]*)?\/?>|<!--[^>]{0,1000}>/gi;

interface Tag {
  name: string;
  from: number;
  to: number;
  /** Index of the end tag that matches this tag. */
  end: number | null;
  isMarkup: boolean;
}

/**
 * A title of undeclared form, as plain text. References are decoded once more. Known markup is dropped if it
 * comes in pairs, is void, or opens the title and lost its end to a cut. Anything else between `<` and `>` is
 * kept: `Vec<String>`, "The <dialog> element". Null only for a title without characters.
 */
export function plainTitle(text: string): string | null {
  if (!text.includes('<')) return collapse(decodeReferences(text)) || null;
  return collapse(decodeReferences(withoutMarkup(text))) || collapse(decodeReferences(text)) || null;
}

function withoutMarkup(text: string): string {
  const tags = findTags(text);
  let out = '';
  let at = 0;
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i];
    if (!tag?.isMarkup || tag.from < at) continue;
    out += text.slice(at, tag.from) + (PARTING.has(tag.name) ? ' ' : '');
    at = UNREAD.has(tag.name) && tag.end !== null ? (tags[tag.end]?.to ?? tag.to) : tag.to;
  }
  return out + text.slice(at);
}

function findTags(text: string): Tag[] {
  const tags: Tag[] = [];
  const open = new Map<string, number[]>();
  for (const match of text.matchAll(TAG)) {
    const [written, slash = '', rawName = '', attributes = ''] = match;
    const name = rawName.toLowerCase();
    const from = match.index;
    const embeds = EMBEDDING.has(name) && attributes.includes('=');
    const isMarkup = name === '' || VOID.has(name) || embeds;
    const tag: Tag = { name, from, to: from + written.length, end: null, isMarkup };
    const index = tags.push(tag) - 1;
    if (!PAIRED.has(name) && !EMBEDDING.has(name)) continue;
    const begun = open.get(name);
    if (slash === '') open.set(name, [...(begun ?? []).slice(-MAX_OPEN), index]);
    else {
      const start = tags[begun?.pop() ?? -1];
      if (!start) continue;
      start.end = index;
      start.isMarkup = tag.isMarkup = true;
    }
  }
  markOpening(text, tags);
  return tags;
}

const MAX_OPEN = 20;

/**
 * `<i>Dune and the` lost its end tag to a length limit. Known tags that open the title and touch its first
 * word are markup.
 */
function markOpening(text: string, tags: readonly Tag[]): void {
  let at = text.length - text.trimStart().length;
  const opening: Tag[] = [];
  for (const tag of tags) {
    if (tag.from !== at || !(PAIRED.has(tag.name) || tag.isMarkup)) break;
    opening.push(tag);
    at = tag.to;
  }
  if (/^[\p{L}\p{N}]/u.test(text.slice(at, at + 2))) for (const tag of opening) tag.isMarkup = true;
}
