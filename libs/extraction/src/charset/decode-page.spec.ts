import iconv from 'iconv-lite';
import { decodePage } from './decode-page.js';

const STORIES = {
  ja: '港の古い橋が水曜日に再び開通した。市長と多くの住民が式典に参加した。',
  'zh-TW': '港口的舊橋在星期三重新開放，市長和許多居民參加了典禮。',
  'zh-CN': '港口的旧桥在星期三重新开放，市长和许多居民参加了典礼。',
  ko: '항구의 오래된 다리가 수요일에 다시 열렸다. 시장과 많은 주민이 참석했다.',
  ru: 'Старый мост в гавани снова открыт, на церемонию пришли мэр и много жителей города.',
  uk: 'Старий міст у гавані знову відкрито, на церемонію прийшли мер і багато мешканців.',
  el: 'Η παλιά γέφυρα του λιμανιού άνοιξε ξανά την Τετάρτη με τελετή του δημάρχου.',
  he: 'הגשר הישן בנמל נפתח מחדש ביום רביעי בטקס של ראש העיר ותושבים רבים.',
  ar: 'أعيد فتح جسر الميناء القديم يوم الأربعاء في حفل حضره رئيس البلدية وكثير من السكان.',
  cs: 'Starý most v přístavu byl ve středu znovu otevřen, přišel starosta a spousta obyvatel.',
  pl: 'Stary most w porcie został w środę znów otwarty, przyszło wielu mieszkańców i burmistrz.',
  tr: 'Limandaki eski köprü çarşamba günü belediye başkanının töreniyle yeniden açıldı, çok kişi geldi.',
} as const;
type Language = keyof typeof STORIES;
const page = (text: string, head = '', lang = '') =>
  `<html${lang && ` lang="${lang}"`}><head>${head}</head><body><p>${text}</p></body></html>`;

it.each<[Language, string]>([
  ['ja', 'shift_jis'],
  ['ja', 'euc-jp'],
  ['zh-TW', 'big5'],
  ['zh-CN', 'gbk'],
  ['ko', 'euc-kr'],
  ['ru', 'windows-1251'],
  ['ru', 'koi8-r'],
  ['uk', 'windows-1251'],
  ['el', 'windows-1253'],
  ['he', 'windows-1255'],
  ['ar', 'windows-1256'],
  ['cs', 'windows-1250'],
  ['pl', 'iso-8859-2'],
  ['tr', 'windows-1254'],
])('reads %s in %s that nobody declares, by its bytes, its language or its host', (language, charset) => {
  const bytes = (lang: string) => iconv.encode(page(STORIES[language], '', lang), charset);
  expect(decodePage(bytes(language), 'text/html').text).toContain(STORIES[language]);
  const country =
    { ja: 'jp', 'zh-TW': 'tw', 'zh-CN': 'cn', ko: 'kr', uk: 'ua', el: 'gr', he: 'il', ar: 'eg', cs: 'cz' }[
      language as string
    ] ?? language;
  expect(decodePage(bytes(''), null, `https://paper.example.${country}/a`).text).toContain(STORIES[language]);
});

it.each<[Language, string]>([
  ['ru', 'windows-1251'],
  ['ja', 'euc-jp'],
  ['el', 'windows-1253'],
])('does not believe lang="en" of a page in %s', (language, charset) => {
  const bytes = iconv.encode(page(STORIES[language], '', 'en'), charset);
  expect(decodePage(bytes, 'text/html').text).toContain(STORIES[language]);
});

const czech = (head: string) => iconv.encode(page(STORIES.cs, head), 'iso-8859-2');
it.each([
  ['in a comment', '<!-- <meta charset="windows-1251"> --><meta charset="iso-8859-2">'],
  ['in a script', `<script>document.write('<meta charset="koi8-r">')</script><meta charset="iso-8859-2">`],
  [
    'of no meaning',
    '<meta charset="none"><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">',
  ],
  ['of UTF-8, which the bytes are not', '<meta charset="utf-8"><meta charset="iso-8859-2">'],
])('passes over a declaration %s', (_where, head) => {
  expect(decodePage(czech(head), 'text/html').text).toContain(STORIES.cs);
});

it('reads ISO-2022-JP by its escapes, whoever declares what', () => {
  const bytes = Buffer.from(page('\x1b$B?7$7$$66\x1b(B', '<meta charset="utf-8">'), 'latin1');
  expect(decodePage(bytes, 'text/html; charset=utf-8')).toMatchObject({ charset: 'iso-2022-jp' });
  expect(decodePage(bytes, null).text).toContain('新しい橋');
});

it.each(['iso-8859-1', 'windows-1251', undefined])(
  'reads UTF-8 with a stray byte under the header %p',
  (charset) => {
    const bytes = Buffer.concat([
      Buffer.from(page(STORIES.ru)),
      Buffer.from([0x97]),
      Buffer.from(page(STORIES.cs)),
    ]);
    const { text } = decodePage(bytes, charset ? `text/html; charset=${charset}` : 'text/html');
    expect(text).toContain(STORIES.ru);
    expect(text).toContain(STORIES.cs);
    expect(text).toContain('—');
  },
);

it('reads UTF-16 without a mark that begins with a line break', () => {
  expect(decodePage(Buffer.from(`\n${page(STORIES.ru)}`, 'utf16le'), null).text).toContain(STORIES.ru);
});

it('keeps the curly quotes of windows-1252 under a Latin label', () => {
  const bytes = Buffer.from([...Buffer.from('<meta charset="iso-8859-9"><p>'), 0x93, 0x61, 0x94, 0xfe]);
  expect(decodePage(bytes, null).text).toContain('“a”ş');
});

it('reads stray bytes behind a mark, and drops the mark', () => {
  const bytes = Buffer.concat([Buffer.from('\ufeffferry '), Buffer.from([0xe9]), Buffer.from(' quay')]);
  expect(decodePage(bytes, null).text).toBe('ferry é quay');
});
