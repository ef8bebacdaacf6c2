import { normaliseText } from '@dateline/article';

/** Signs that set a kicker, the name of a site or the number of an update apart. A hyphen inside a word is none. */
const SET_APART = /[|:»·•–—―【】[\]()［］（）｜：]|\s-+\s|\d-(?=\p{L})/u;

/**
 * The longest part of a headline between the signs that set parts apart, in the form in which texts are compared. Two
 * headlines of one core may still head two stories.
 */
export function headlineCoreOf(headline: string): string {
  const parts = headline.split(SET_APART).map(normaliseText);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}
