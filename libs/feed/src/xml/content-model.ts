/** Elements whose children describe the feed itself. */
export const CONTAINERS: ReadonlySet<string> = new Set(['rss', 'feed', 'rdf:RDF', 'channel']);

export const ITEMS: ReadonlySet<string> = new Set(['item', 'entry']);

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));
const PERSON = words('name email uri url homepage atom:name atom:email atom:uri itunes:name itunes:email');
const FEED_FIELDS =
  words(`title link id url author updated subtitle category icon logo atom:title atom:link atom:id atom:author
  atom:updated atom:category atom:icon atom:logo dc:creator dc:title name`);
const MEDIA = words(
  'media:thumbnail media:title media:description media:category media:keywords media:credit',
);

/** The children of each element that has any. Containers and items may hold anything. */
const CHILDREN: ReadonlyMap<string, ReadonlySet<string>> = new Map<string, ReadonlySet<string>>([
  ['author', PERSON],
  ['atom:author', PERSON],
  ['dc:creator', PERSON],
  ['itunes:owner', PERSON],
  ['itunes:author', PERSON],
  ['image', words('url title link width height description')],
  ['itunes:image', words('url link')],
  ['textInput', words('title description name link')],
  ['source', FEED_FIELDS],
  ['atom:source', FEED_FIELDS],
  ['media:group', new Set([...MEDIA, 'media:content'])],
  ['media:content', MEDIA],
  ['itunes:category', words('itunes:category')],
  ['skipHours', words('hour')],
  ['skipDays', words('day')],
]);

/** Names that have a meaning only inside an element above, or that bodies use as HTML. */
const PARTS = words(
  'name email uri url homepage width height hour day body xhtml:body xhtml:div atom:name atom:email atom:uri itunes:name itunes:email',
);

/** Whether feeds have `child` inside `holder`. False for a holder without children, such as a date. */
export function canHold(holder: string, child: string): boolean {
  if (CONTAINERS.has(holder) || ITEMS.has(holder)) return true;
  return CHILDREN.get(holder)?.has(child) ?? false;
}

/** A part has no meaning outside its whole: it does not end a text and is not a field of an item. */
export const isPart = (name: string): boolean => PARTS.has(name);

/**
 * Whether an unknown wrapper (`<categories>`, `<items>`) only groups children of this name. These then belong
 * to the entry or feed around it.
 */
export function isHeldBy(wrapper: string, child: string): boolean {
  if (child === 'category' || child === 'channel' || ITEMS.has(child)) return true;
  const plural = wrapper.toLowerCase();
  const name = child.toLowerCase();
  return plural === `${name}s` || plural === `${name.replace(/y$/, 'ie')}s`;
}
