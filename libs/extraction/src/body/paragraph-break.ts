/** What separates the paragraphs of a text in a page's data. */
export const PARAGRAPH_BREAK = /\n+|<\/(?:p|div|li|h\d)>|<br\s{0,9}\/?>/i;
