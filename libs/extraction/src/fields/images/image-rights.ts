import type { ArticleImage } from '../../extracted-article.js';
import { isObject, type JsonObject } from '../../json-ld/read-json-ld.js';
import { findElements, type PageElement } from '../../page/page-tree.js';
import type { PageSignals } from '../../page/read-signals.js';
import { textOf } from '../../page/text-of.js';
import { stripTags } from '../../text/strip-tags.js';
import { absoluteUrl } from '../page-urls.js';

/** What is stated about the rights in a picture. */
export type ImageRights = Pick<ArticleImage, 'license' | 'copyrightNotice' | 'acquireLicensePage'> & {
  creditText: string | null;
};

type RightsName = keyof ImageRights;

/**
 * Names from schema.org and from the IPTC Photo Metadata Standard 2023.1 with its XMP names, in lower case
 * and without prefix.
 */
const NAMES: Readonly<Record<string, RightsName>> = {
  license: 'license',
  webstatement: 'license',
  webstatementofrights: 'license',
  acquirelicensepage: 'acquireLicensePage',
  licensorurl: 'acquireLicensePage',
  copyrightnotice: 'copyrightNotice',
  credittext: 'creditText',
  creditline: 'creditText',
};
/** Names that mean this of a picture only with the prefix of their XMP namespace. */
const PREFIXED: Readonly<Record<string, RightsName>> = {
  'photoshop:credit': 'creditText',
  'dc:rights': 'copyrightNotice',
};
const LONGEST_RIGHTS = 500;
const MOST_PARTS = 40;
const MOST_KEYS = 200;

export const NO_RIGHTS: ImageRights = {
  license: null,
  copyrightNotice: null,
  acquireLicensePage: null,
  creditText: null,
};

/** The rights that a JSON-LD node states. */
export function rightsOf(node: JsonObject, base: string | null): ImageRights {
  return collect(
    Object.entries(node)
      .slice(0, MOST_KEYS)
      .map(([key, value]) => [
        key,
        isObject(value) ? (value['url'] ?? value['@id'] ?? value['name']) : value,
      ]),
    base,
  );
}

/** The rights that microdata or RDFa state inside a figure. */
export function rightsIn(group: PageElement, base: string | null): ImageRights {
  const parts = findElements(group, ({ attributes }) => propertyOf(attributes) !== '', MOST_PARTS);
  return collect(
    parts.map((part) => [
      propertyOf(part.attributes),
      part.attributes['content'] ?? part.attributes['href'] ?? textOf(part, LONGEST_RIGHTS),
    ]),
    base,
  );
}

/** What meta elements state about the rights in the page's picture, by names that only pictures have. */
export function rightsInMeta({ metas }: PageSignals, base: string | null): ImageRights {
  const stated = [...metas].filter(([key]) => /^(?:iptc|plus|xmprights|photoshop|og:image)[:.]/.test(key));
  return collect(
    stated.map(([key, [value]]) => [key, value]),
    base,
  );
}

const propertyOf = ({ itemprop, property }: PageElement['attributes']): string => itemprop ?? property ?? '';

function collect(stated: readonly [string, unknown][], base: string | null): ImageRights {
  const rights = { ...NO_RIGHTS };
  for (const [key, value] of stated) {
    const name = nameOf(key);
    if (name === null || rights[name] !== null) continue;
    const first: unknown = Array.isArray(value) ? value[0] : value;
    const text = typeof first === 'string' ? stripTags(first.slice(0, LONGEST_RIGHTS)) : '';
    if (text === '') continue;
    const address = /^(?:https?:)?\/\/|^\//i.test(text) ? absoluteUrl(text, base) : null;
    if (name === 'acquireLicensePage') rights[name] = address ?? absoluteUrl(text, base);
    else rights[name] = name === 'license' ? (address ?? text) : text;
  }
  return rights;
}

function nameOf(key: string): RightsName | null {
  const lower = key.toLowerCase().trim();
  const bare = lower.replace(/^.*[:./#]/, '').replace(/[^a-z]/g, '');
  if (Object.hasOwn(PREFIXED, lower)) return PREFIXED[lower] ?? null;
  return Object.hasOwn(NAMES, bare) ? (NAMES[bare] ?? null) : null;
}
