/** Labels that mean another encoding than they say (WHATWG Encoding Standard, "Names and labels"). */
export const LABEL_MEANS: Readonly<Record<string, string>> = {
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  l1: 'windows-1252',
  ascii: 'windows-1252',
  'us-ascii': 'windows-1252',
  'iso-8859-9': 'windows-1254',
  'iso-8859-11': 'windows-874',
  'tis-620': 'windows-874',
  'x-sjis': 'shift_jis',
  'windows-31j': 'shift_jis',
  'ks_c_5601-1987': 'euc-kr',
  'x-gbk': 'gbk',
  gb2312: 'gbk',
  'x-cp1251': 'windows-1251',
  unicode: 'utf-8',
  utf8: 'utf-8',
};

/** Encoding of a page that declares only its language (WHATWG HTML, "encoding sniffing", table of locales). */
export const LEGACY_CHARSET_OF_LANGUAGE: Readonly<Record<string, string>> = {
  ar: 'windows-1256', fa: 'windows-1256', ur: 'windows-1256', he: 'windows-1255', el: 'iso-8859-7',
  ru: 'windows-1251', uk: 'windows-1251', be: 'windows-1251', bg: 'windows-1251', mk: 'windows-1251', sr: 'windows-1251', kk: 'windows-1251',
  cs: 'windows-1250', sk: 'windows-1250', pl: 'iso-8859-2', hu: 'iso-8859-2', hr: 'windows-1250', sl: 'iso-8859-2',
  et: 'windows-1257', lt: 'windows-1257', lv: 'windows-1257', tr: 'windows-1254', ku: 'windows-1254', th: 'windows-874', vi: 'windows-1258',
  ja: 'shift_jis', ko: 'euc-kr', zh: 'gb18030',
};
