import { charsetOfLabel, decodeBytes } from '@dateline/charset';
import { decodePage } from '@dateline/extraction';
import { decodeFeed } from '@dateline/feed';
import { argumentsOf, callsOf, stringOf, within } from './source-text.ts';
import type { Check, Repository, Suite } from './suite.ts';

/** html5lib-tests: a document and the charset that a browser finds in it. */
function html5lib(source: Repository): Check[] {
  return ['encoding/tests1.dat', 'encoding/tests2.dat', 'encoding/test-yahoo-jp.dat'].flatMap((file) =>
    source
      .bytes(file)
      .toString('latin1')
      .split(/^#data\n/m)
      .slice(1)
      .map((test, at) => {
        const [document = '', label = ''] = test.split('\n#encoding\n');
        return {
          name: `${file.slice(9)} ${at}: ${document.replace(/\s+/g, ' ').slice(0, 120)}`,
          expected: charsetOfLabel(label.trim()),
          got: () => charsetOf(document, label.trim()),
        };
      }),
  );
}

/** Bytes that are UTF-8 are read as UTF-8 here, whatever is declared: one that is not lets the declaration decide. */
function charsetOf(document: string, label: string): string {
  const bytes = Buffer.from(label === 'utf-8' ? document : `${document}\n\xe9`, 'latin1');
  return decodePage(bytes, 'text/html').charset;
}

/** w3lib: Content-Type, body, the charset that it is read in and its text, or those texts that may come of it. */
function w3lib({ text }: Repository): Check[] {
  return callsOf(text('tests/test_encoding.py'), '._assert_encoding').flatMap((given) => {
    const [type = '', body = '', charset = '', read = ''] = given;
    const [bytes, label] = [stringOf(body), stringOf(charset)];
    const texts = (read.startsWith('[') ? argumentsOf(within(read.slice(1))) : [read]).map((one) =>
      stringOf(one),
    );
    if (!body.startsWith('b') || bytes === undefined || label === undefined || texts.includes(undefined))
      return [];
    const contentType = type === 'None' ? null : `text/html; charset=${stringOf(type) ?? ''}`;
    const decoded = () => decodePage(Buffer.from(bytes, 'latin1'), contentType);
    return [
      { name: `${type} ${body}: charset`, expected: charsetOfLabel(label), got: () => decoded().charset },
      {
        name: `${type} ${body}: text`,
        expected: texts[0],
        got: () => (texts.includes(decoded().text) ? texts[0] : decoded().text),
      },
    ];
  });
}

/** A folder for each charset, with a language behind it in chardet's. */
const LABELS: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  euc_jp: 'euc-jp',
  euc_kr: 'euc-kr',
  iso2022_jp: 'iso-2022-jp',
  mac_cyrillic: 'x-mac-cyrillic',
  maccyrillic: 'x-mac-cyrillic',
  macroman: 'macintosh',
  utf_8: 'utf-8',
  'utf-8-sig': 'utf-8',
};

function charsetOfFolder(folder: string): string | null {
  const name = folder.toLowerCase().replace(/^(iso-8859-\d+|windows-\d+)-.*/, '$1');
  return charsetOfLabel(
    LABELS[name] ?? name.replace(/^(iso8859|windows|koi8|tis)_/, '$1-').replace('iso8859', 'iso-8859'),
  );
}

/** Files whose charset nothing outside them names, read by one of our decoders; those of charsets that no browser knows are left out. */
function samples(folder: string, decode: (bytes: Buffer) => string) {
  return (source: Repository): Check[] =>
    source.list(folder).flatMap((path) => {
      const [name = '', file] = path.slice(folder === '.' ? 0 : folder.length + 1).split('/');
      const charset = file === undefined ? null : charsetOfFolder(name);
      if (charset === null) return [];
      const bytes = source.bytesIfThere(path);
      if (bytes === null) return [];
      return [{ name: path, expected: decodeBytes(bytes, charset), got: () => decode(bytes) }];
    });
}

/** The letters beyond ASCII and how many of each there are: damaged bytes and line ends are read in more than one way. */
function lettersOf(text: unknown): string {
  const letters = typeof text === 'string' ? text.match(/[^\0-\x7f\ufffd\ufeff]/gu) : null;
  return (letters ?? []).join('');
}

const asPage = (bytes: Buffer) => decodePage(bytes, 'text/html').text;
const asFeed = (bytes: Buffer) => decodeFeed(bytes, null).text;

export const ENCODING_SUITES: Record<string, Suite> = {
  'html5lib-encoding': { checks: html5lib },
  'w3lib-encoding': { checks: w3lib },
  'chardet-pages': { checks: samples('tests', asPage), form: lettersOf },
  'chardet-feeds': { checks: samples('tests', asFeed), form: lettersOf },
  'char-dataset-pages': { checks: samples('.', asPage), form: lettersOf },
  'char-dataset-feeds': { checks: samples('.', asFeed), form: lettersOf },
};
