import { AGENCIES, NON_LATIN_AGENCIES } from './agency-names.js';

const USUAL_NAMES: ReadonlyMap<string, string> = new Map(
  [...AGENCIES, ...NON_LATIN_AGENCIES].flatMap((forms) =>
    forms.map((form) => [agencyKey(form), forms[0] ?? form] as const),
  ),
);

/** Names that are also ordinary words: they count as an agency only as printed here. */
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

/** No agency's name is longer as printed, quotes and spaces included. */
const LONGEST_NAME = 120;

/** The usual name of an agency printed as `text`; null when no known agency is meant. */
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
