import type { PageElement } from './page-tree.js';

/** The name of an element in microdata or RDFa without its prefix: `schema:dateCreated` is `dateCreated`. */
export function propertyOf({ itemprop, property }: PageElement['attributes']): string {
  return (itemprop ?? property ?? '').replace(/(?:^|(?<=\s))[\w-]{1,20}:/g, '');
}
