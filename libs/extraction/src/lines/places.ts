import { isKnownCity, isKnownRegion } from './dateline-places.js';
import { NOT_A_PLACE } from './dateline-words.js';

export interface DatelineEvidence {
  place: string;
  agency: string | null;
  agencyKnown: boolean;
  date: string | null;
  mark: 'dash' | 'hyphen' | 'colon';
  body: string;
}

const NAME_WORD =
  /^(?:\p{Lu}[\p{L}\p{M}’'.-]*|\p{Lo}[\p{Lo}\p{M}-]*|(?:al|an|au|aux|bei|d[aeiou]|de[lrsn]?|des|el|en|et|i|ibn|im|la|las|le|les|los|am|na|nad|of|on|pri|sur|the|u|under|upon|van|von|y)(?:[-’']\p{L}+)?|['’]?[a-z]?['’-]\p{Lu}[\p{L}]*)$/u;
const WEEKDAY = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/i;
const FUNCTION_WORD =
  /^(?:The|A|An|At|As|In|On|It|He|She|They|After|Two|Three|More|President|Prime|Police|U\.S\.)\b/;

/**
 * Whether the text before the mark is the place of a dateline. The weaker the other evidence, the better
 * known the place must be.
 */
export function isPlaceOf(evidence: DatelineEvidence): boolean {
  const { place, agency, agencyKnown, date } = evidence;
  if (place === '') return agencyKnown;
  if (!looksLikeName(place)) return false;
  const known = isKnownPlace(place);
  if (agencyKnown || date !== null) return evidence.mark !== 'colon' || known || agencyKnown;
  if (agency !== null) return known || isUnknownCapitals(place);
  if (evidence.mark === 'colon') return known && !/^\p{N}/u.test(evidence.body);
  if (evidence.mark === 'hyphen')
    return known || (isUnknownCapitals(place) && FUNCTION_WORD.test(evidence.body));
  return known || isUnknownCapitals(place);
}

function looksLikeName(place: string): boolean {
  const words = place.split(/[\s,،/]+/u).filter(Boolean);
  if (words.length === 0 || words.length > 8 || place.length > 60) return false;
  if (WEEKDAY.test(place) || NOT_A_PLACE.has(words[0] ?? '')) return false;
  // An Arabic sentence has no capitals to distinguish it from a name, so only short ones may be places.
  if (/\p{Lo}/u.test(place) && words.length > 4) return false;
  return words.every((word) => NAME_WORD.test(word));
}

/** A known city, several of them ("NEW DELHI/ISLAMABAD"), or any place followed by a known region. */
export function isKnownPlace(place: string): boolean {
  const [city = '', ...regions] = place.split(/\s*[,،]\s*/u);
  if (regions.length > 0) return regions.every((region) => isKnownRegion(region) || isKnownCity(region));
  return city.split(/\s*\/\s*|\s+and\s+/u).every(isKnownCity);
}

/** "KHERSON": wires print places in capitals, but labels and acronyms are printed so too. */
function isUnknownCapitals(place: string): boolean {
  const letters = place.replace(/[^\p{L}]/gu, '');
  if (letters.length < 4 || letters !== letters.toUpperCase() || letters === letters.toLowerCase())
    return false;
  const words = place.split(/[\s,]+/u);
  // "THE POINT": with an article, only known places count.
  return words.length <= 4 && words[0] !== 'THE' && !words.some((word) => NOT_A_PLACE.has(word));
}
