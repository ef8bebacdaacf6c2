import { AGENCIES, NON_LATIN_AGENCIES } from './agency-names.js';

const USUAL_NAMES: ReadonlyMap<string, string> = new Map(
  [...AGENCIES, ...NON_LATIN_AGENCIES].flatMap((forms) =>
    forms.map((form) => [agencyKey(form), forms[0] ?? form] as const),
  ),
);

/** Names that are also ordinary words. They count as an agency only if they are printed like this. */
const ALSO_WORDS = new Set([
  'map',
  'app',
  'tap',
  'ana',
  'pa',
  'tt',
  'cp',
  'saba',
  'mehr',
  'sana',
  'mena',
  'suna',
  'nan',
  'uni',
  'rex',
  'imago',
  'keystone',
  'petra',
  'ani',
  'aa',
  'apa',
  'aps',
  'ina',
  'pap',
  'cna',
  'bna',
  'ips',
  'cns',
  'redux',
  'polaris',
  'magnum',
  'sipa',
  'gna',
  'ena',
  'hina',
  'sta',
  'err',
  'trend',
  'elta',
  'leta',
  'rss',
  'agi',
]);
const WORD_AS_PRINTED = /^(?:[A-Z]{2,5}|Saba|Mehr|Keystone|Petra|Imago|Redux|Polaris|Magnum|Sipa|Trend)$/;

/** In characters: the longest printed name of an agency, with quotes and spaces. */
const LONGEST_NAME = 120;

/** The usual name of the agency that is printed as `text`; null if it is not a known agency. */
export function usualAgencyName(text: string): string | null {
  if (text.length > LONGEST_NAME) return null;
  const key = agencyKey(text);
  const name = USUAL_NAMES.get(key) ?? null;
  if (name && ALSO_WORDS.has(key) && !WORD_AS_PRINTED.test(text.trim())) return null;
  return name;
}

function agencyKey(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[«»"“”]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
}
