/** Scripts that name their language, or the languages between which marks decide; the first mark found wins. */
export const SCRIPT_LANGUAGES: readonly {
  script: RegExp;
  language: string;
  marks?: readonly { language: string; mark: RegExp }[];
}[] = [
  {
    script: /\p{Script=Arabic}/gu,
    language: 'ar',
    marks: [
      { language: 'ur', mark: /[ٹڈڑںے]/u },
      { language: 'ckb', mark: /[ێۆڵڕ]/u },
      { language: 'ps', mark: /[ټډړښڅځ]/u },
      { language: 'fa', mark: /[پچژگ]|ی/u },
    ],
  },
  {
    script: /\p{Script=Cyrillic}/gu,
    language: 'ru',
    marks: [
      { language: 'kk', mark: /[әғқңұһ]/iu },
      { language: 'be', mark: /ў/iu },
      { language: 'uk', mark: /[їєґ]/iu },
      { language: 'mk', mark: /[ѓќѕ]/iu },
      { language: 'sr', mark: /[ђћџљњј]/iu },
    ],
  },
  { script: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, language: 'ja' },
  { script: /\p{Script=Hangul}/gu, language: 'ko' },
  { script: /\p{Script=Han}/gu, language: 'zh' },
  { script: /\p{Script=Hebrew}/gu, language: 'he' },
  { script: /\p{Script=Greek}/gu, language: 'el' },
  { script: /\p{Script=Thai}/gu, language: 'th' },
  { script: /\p{Script=Devanagari}/gu, language: 'hi' },
  { script: /\p{Script=Bengali}/gu, language: 'bn' },
  { script: /\p{Script=Tamil}/gu, language: 'ta' },
  { script: /\p{Script=Armenian}/gu, language: 'hy' },
  { script: /\p{Script=Georgian}/gu, language: 'ka' },
  { script: /\p{Script=Ethiopic}/gu, language: 'am' },
  { script: /\p{Script=Khmer}/gu, language: 'km' },
  { script: /\p{Script=Myanmar}/gu, language: 'my' },
];
