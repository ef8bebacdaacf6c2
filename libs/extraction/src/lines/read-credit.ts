import { collapseSpace } from '../text/collapse-space.js';
import { titleCase } from '../text/title-case.js';
import { withoutCreditLabel } from './picture-labels.js';
import { CREDIT_FILLER, CREDIT_LABEL, HOUSE_WORD } from './credit-words.js';
import { usualAgencyName } from './news-agencies.js';

export interface ImageCredit {
  /** As printed, without brackets, and without a label before a colon ("Credit: …"). */
  creditText: string;
  creditAgency: string | null;
  creditPhotographer: string | null;
}

const LABEL = new RegExp(
  `^(?:(?:${CREDIT_LABEL})\\s*(?:[:/|-]|\\.{3}|…)\\s*|[©ⓒ]\\s*|[(（][cＣ][)）]\\s*|(?:photo(?:graph)?s?|pictures?|images?|illustration|courtesy|handout|fotos?|تصوير|عدسة)(?: by| of| courtesy of| de| von| di| via)?\\s+(?=\\p{Lu}|\\p{Lo}))+`,
  'iu',
);
const PERSON =
  /^(?:\p{Lu}[\p{L}\p{M}.’'-]*|\p{Lo}[\p{Lo}\p{M}.-]*|d[aeiu]|de[lr]?|al|bin|el|la|le|van|von|y|e)(?:\s+(?:\p{Lu}[\p{L}\p{M}.’'-]*|\p{Lo}[\p{Lo}\p{M}.-]*|d[aeiu]|de[lr]?|al|bin|el|la|le|van|von|y|e)){0,4}$/u;
/** In characters. A longer text is no credit, and searching it would take long. */
const LONGEST_LOOKED_AT = 2000;
const AGENCY_TAIL = /\s+(?:photo|photos|pool|file|images?)$/i;

/**
 * Reads a credit line: "REUTERS, Kevin Lamarque", "AP Photo/Name", "Photo by Name/Getty Images", "© AFP",
 * "رويترز". Null if the text is not a credit. After a label, the text may name a person or an organisation
 * that no list has.
 */
export function readCredit(text: string): ImageCredit | null {
  if (text.length > LONGEST_LOOKED_AT) return null;
  const printed = collapseSpace(text).replace(/^[\s([|–—-]+|[\s)\]|;–—-]+$/gu, '');
  if (printed.length < 2 || printed.length > 120) return null;
  const bare = printed
    .replace(LABEL, '')
    .replace(/^(?:by|von|de|por)\s+(?=\p{Lu})/u, '')
    .trim();
  const labelled = bare !== printed;
  // A dash surely separates the parts of a credit only after a label. Elsewhere it may end a caption.
  const parts = (labelled ? bare.split(/\s*[—–]\s*|\s+-\s+/u) : nameBeforeAgency(bare)).flatMap(splitCredit);
  const agencies = parts.map(knownAgency).filter((name) => name !== null);
  const others = parts.filter((part) => knownAgency(part) === null && !CREDIT_FILLER.test(part));
  if (!others.every((part) => PERSON.test(part.replace(/^(?:photo |picture )?by\s+/i, ''))))
    return labelled ? unsplitCredit(printed, bare) : null;
  if (agencies.length === 0 && !labelled) return null;
  const creditAgency =
    agencies[0] ?? (others.length > 1 ? (others.find(isHouse) ?? others.at(-1) ?? null) : null);
  const person = others.find((part) => part !== creditAgency);
  return {
    creditText: withoutCreditLabel(printed),
    creditAgency,
    creditPhotographer: person ? titleCase(person.replace(/^by\s+/i, '')) : null,
  };
}

/** "Name/Paper" in brackets: two names with a slash are a credit, even if no list has the second. */
export function readBracketedCredit(text: string): ImageCredit | null {
  const credit = readCredit(text);
  if (credit) return credit;
  const [first = '', second = '', ...more] = collapseSpace(text).split(/\s*\/\s*/);
  const [person, agency] = isHouse(first) && !isHouse(second) ? [second, first] : [first, second];
  const named =
    more.length === 0 && person.includes(' ') && PERSON.test(person) && /^\p{Lu}[^.:]{1,40}$/u.test(agency);
  return named
    ? { creditText: collapseSpace(text), creditAgency: agency, creditPhotographer: titleCase(person) }
    : null;
}

/** "Ivan Petrov—Getty Images": a name and a known agency with only a dash between them. */
function nameBeforeAgency(bare: string): string[] {
  const match = /^([^—–]{3,60}?)\s?[—–]\s?([^—–]{2,40})$/u.exec(bare);
  const [, person = '', agency = ''] = match ?? [];
  return /^\p{Lu}/u.test(person) &&
    PERSON.test(person) &&
    person.includes(' ') &&
    knownAgency(agency) !== null
    ? [person, agency]
    : [bare];
}

/** An organisation that no list has: "UNHCR", "Northgate Wire". */
function isHouse(part: string): boolean {
  return /^\p{Lu}{3,8}$/u.test(part) || (part.includes(' ') && HOUSE_WORD.test(part));
}

function splitCredit(bare: string): string[] {
  if (knownAgency(bare) !== null) return [bare];
  return bare
    .split(/\s*[/|,،;•·]\s*|\s+(?:via|for|für|through|on)\s+|\s*\(|\)\s*/u)
    .map((part) => part.replace(/^(?:©|\(c\))\s*|\.$/giu, '').trim())
    .flatMap(splitLeadingAgency)
    .filter((part) => part !== '' && !/^(?:19|20)\d\d$|^\p{Lu}{0,4}\d{4,}$/u.test(part));
}

/** "REUTERS Kevin Lamarque" or "Kevin Lamarque Reuters": an agency and a name without a mark between them. */
function splitLeadingAgency(part: string): string[] {
  const words = part.split(' ');
  if (words.length < 2 || knownAgency(part) !== null) return [part];
  for (const count of [3, 2, 1]) {
    if (count >= words.length) continue;
    const first = words.slice(0, count).join(' ');
    const last = words.slice(-count).join(' ');
    if (knownAgency(first) && !isPlainWord(first)) return [first, words.slice(count).join(' ')];
    if (/^\p{Lu}/u.test(part) && knownAgency(last)) return [words.slice(0, -count).join(' '), last];
  }
  return [part];
}

/** Some Arabic agencies are ordinary words. Arabic has no capitals, so only a mark distinguishes them. */
function isPlainWord(name: string): boolean {
  return /^\p{Lo}+$/u.test(name) && name !== 'رويترز';
}

function knownAgency(part: string): string | null {
  return usualAgencyName(part) ?? usualAgencyName(part.replace(AGENCY_TAIL, ''));
}

function unsplitCredit(printed: string, bare: string): ImageCredit | null {
  // A label before a sentence ("Image: a street that floods every year") introduces a caption.
  if (bare.split(' ').length > 8 || /[.!?]\s/.test(bare)) return null;
  return { creditText: withoutCreditLabel(printed), creditAgency: null, creditPhotographer: null };
}
