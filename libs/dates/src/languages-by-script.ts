/** Languages whose names of months and weekdays are known, in groups of one script; in each the most printed come first. */
const GROUPS: readonly (readonly [script: RegExp, languages: string])[] = [
  [
    /\p{Script=Latin}/u,
    'en de fr es it pt nl pl tr id vi sv da nb cs ro hu fi sk sl hr bs sr-Latn et lv lt sq az uz ms fil sw eu ca gl cy ga is mt af lb fo tk de-AT pt-AO',
  ],
  [/\p{Script=Cyrillic}/u, 'ru uk bg be sr mk kk ky tg uz-Cyrl tt'],
  [/\p{Script=Arabic}/u, 'ar fa fa-AF ar-SY ar-DZ ar-MA ur ps ckb ug sd pa-Arab'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hebrew}/u, 'he yi'],
  [/\p{Script=Devanagari}/u, 'hi mr ne'],
  [/\p{Script=Bengali}/u, 'bn as'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Armenian}/u, 'hy'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Telugu}/u, 'te'],
  [/\p{Script=Gujarati}/u, 'gu'],
  [/\p{Script=Gurmukhi}/u, 'pa'],
  [/\p{Script=Kannada}/u, 'kn'],
  [/\p{Script=Malayalam}/u, 'ml'],
  [/\p{Script=Oriya}/u, 'or'],
  [/\p{Script=Sinhala}/u, 'si'],
  [/\p{Script=Myanmar}/u, 'my'],
  [/\p{Script=Khmer}/u, 'km'],
  [/\p{Script=Lao}/u, 'lo'],
  [/\p{Script=Ethiopic}/u, 'am'],
  [/\p{Script=Han}/u, 'zh ja'],
  [/\p{Script=Hangul}/u, 'ko'],
];

/** The languages that write the first letter of a word, most printed first; none for an unknown script. */
export function languagesOf(word: string): readonly string[] {
  const [letter = ''] = word;
  if (letter <= '\u024f') return LATIN;
  return PARTED.find(([script]) => script.test(letter))?.[1] ?? [];
}

const PARTED = GROUPS.map(([script, languages]) => [script, languages.split(' ')] as const);
const LATIN: readonly string[] = PARTED[0]?.[1] ?? [];
