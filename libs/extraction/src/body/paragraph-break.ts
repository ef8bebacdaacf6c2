/** Where a text that stands in a page's data parts its paragraphs. */
export const PARAGRAPH_BREAK = /\n+|<\/(?:p|div|li|h\d)>|<br\s{0,9}\/?>/i;
