import { charsetOfLabel } from './charset-of-label.js';
import { decodeBytes } from './decode-bytes.js';

it.each([
  ['UTF8', 'utf-8'],
  [' utf-8 ', 'utf-8'],
  ['ISO-8859-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['us-ascii', 'windows-1252'],
  ['x-cp1250', 'windows-1250'],
  ['x-cp1256', 'windows-1256'],
  ['dos-874', 'windows-874'],
  ['x-euc-jp', 'euc-jp'],
  ['iso-8859-6-i', 'iso-8859-6'],
  ['koi', 'koi8-r'],
  ['x-mac-roman', 'macintosh'],
  ['csisolatin9', 'iso-8859-15'],
  ['sun_eu_greek', 'iso-8859-7'],
  ['visual', 'iso-8859-8'],
  ['gb2312', 'gb18030'],
  ['ks_c_5601-1987', 'euc-kr'],
  ['cp949', 'euc-kr'],
  ['ISO-2022-JP', 'iso-2022-jp'],
  ['win-1251', 'windows-1251'],
])('reads the label %p as %s', (label, charset) => {
  expect(charsetOfLabel(label)).toBe(charset);
});

it.each([
  undefined,
  null,
  '',
  'none',
  'utf-16',
  'utf-32le',
  'ucs-2',
  'base64',
  'utf-7',
  'x-nosuch',
  'iso-8859-2"',
])('takes %p for no label', (label) => {
  expect(charsetOfLabel(label)).toBeNull();
});

it('reads what the standard and iconv do not share', () => {
  expect(decodeBytes(Buffer.from('\x1b$B?7$7$$66\x1b(B', 'latin1'), 'iso-2022-jp')).toBe('新しい橋');
  expect(decodeBytes(Buffer.from('fffe0000480000006900000'.padEnd(24, '0'), 'hex'), 'utf-32le')).toBe('Hi');
  expect(decodeBytes(Buffer.from([0x93, 0x61, 0x94, 0xf8]), 'iso-8859-2')).toBe('“a”ř');
});
