import type { PageElement } from './page-tree.js';

/** What microdata or RDFa call an element, without prefix: `schema:dateCreated` is `dateCreated`. */
export function propertyOf({ itemprop, property }: PageElement['attributes']): string {
  return (itemprop ?? property ?? '').replace(/(?:^|(?<=\s))[\w-]{1,20}:/g, '');
}
