/**
 * Charsets of pages in a language before UTF-8, the most common first (WHATWG HTML, "encoding sniffing", and
 * practice).
 */
const LEGACY_CHARSETS: Readonly<Record<string, readonly string[]>> = {
  ar: ['windows-1256', 'iso-8859-6'],
  be: ['windows-1251', 'koi8-r', 'koi8-u', 'iso-8859-5'],
  bg: ['windows-1251', 'iso-8859-5', 'koi8-r'],
  cs: ['windows-1250', 'iso-8859-2'],
  el: ['windows-1253', 'iso-8859-7'],
  et: ['windows-1257', 'iso-8859-15'],
  fa: ['windows-1256'],
  he: ['windows-1255', 'iso-8859-8'],
  hr: ['windows-1250', 'iso-8859-2'],
  hu: ['iso-8859-2', 'windows-1250'],
  ja: ['shift_jis', 'euc-jp', 'iso-2022-jp'],
  kk: ['windows-1251'],
  ko: ['euc-kr'],
  ku: ['windows-1254'],
  lt: ['windows-1257', 'iso-8859-13', 'iso-8859-4'],
  lv: ['windows-1257', 'iso-8859-13', 'iso-8859-4'],
  mk: ['windows-1251', 'iso-8859-5'],
  pl: ['iso-8859-2', 'windows-1250'],
  ru: ['windows-1251', 'koi8-r', 'koi8-u', 'ibm866', 'iso-8859-5', 'x-mac-cyrillic'],
  sk: ['windows-1250', 'iso-8859-2'],
  sl: ['iso-8859-2', 'windows-1250'],
  sr: ['windows-1251', 'iso-8859-5', 'windows-1250', 'iso-8859-2'],
  th: ['windows-874'],
  tr: ['windows-1254'],
  uk: ['windows-1251', 'koi8-u', 'koi8-r', 'iso-8859-5'],
  ur: ['windows-1256'],
  vi: ['windows-1258'],
  'zh-Hans': ['gb18030', 'big5'],
  'zh-Hant': ['big5', 'gb18030'],
};

/**
 * The charsets of a BCP 47 language, the most common first. Empty if Western letters write the language, or
 * if the tag names none.
 */
export function charsetsOfLanguage(tag: string): readonly string[] {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return LEGACY_CHARSETS[language] ?? LEGACY_CHARSETS[`${language}-${script ?? ''}`] ?? [];
  } catch {
    // A RangeError: the text is not a language tag.
    return [];
  }
}
