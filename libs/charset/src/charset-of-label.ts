import iconv from 'iconv-lite';

/** Spellings that are met in the wild and that the Encoding Standard does not list. */
const MISSPELT: Readonly<Record<string, string>> = {
  'latin-1': 'windows-1252',
  'iso-latin-1': 'windows-1252',
  iso_8859_1: 'windows-1252',
  '8859-1': 'windows-1252',
  utf_8: 'utf-8',
  utf8mb4: 'utf-8',
  'utf-8-sig': 'utf-8',
  unicode: 'utf-8',
  'cp-1251': 'windows-1251',
  'win-1251': 'windows-1251',
  windows1251: 'windows-1251',
  windows1252: 'windows-1252',
  'gb_2312-80': 'gb18030',
  cp936: 'gb18030',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  cp950: 'big5',
};
/** What reads more than its own name says, and never less. */
const WIDER: Readonly<Record<string, string>> = { gbk: 'gb18030' };
/** Codecs of the library that are not charsets of documents. */
const NO_CHARSETS: ReadonlySet<string> = new Set(['hex', 'base64', 'binary', 'utf-7', 'utf-7-imap']);

/**
 * The charset that a label of HTTP, XML or HTML means, in lower case: by the WHATWG Encoding Standard with its aliases (`latin1` is
 * windows-1252), else by iconv. Null for an unknown label, and for the wide ones: bytes in UTF-16 or UTF-32 show that by themselves.
 */
export function charsetOfLabel(label: string | null | undefined): string | null {
  const name = label?.trim().toLowerCase() ?? '';
  if (name === '') return null;
  const charset =
    MISSPELT[name] ?? standardName(name) ?? (isPlain(name) && iconv.encodingExists(name) ? name : null);
  if (charset === null || NO_CHARSETS.has(charset) || /^(?:utf-?(?:16|32)|ucs-?[24]|iso-10646)/.test(charset))
    return null;
  return WIDER[charset] ?? charset;
}

/** iconv reads over quotes and other signs, which browsers do not. */
const isPlain = (name: string): boolean => /^[\w.:()+-]+$/.test(name);

function standardName(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    // RangeError: the standard does not know it, or refuses it.
    return null;
  }
}
