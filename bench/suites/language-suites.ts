import { detectLanguage } from '@dateline/extraction';
import type { Check, Repository, Suite } from './suite.ts';

/** ELD's benchmarks: a text a line, after the code of its language. */
function eld(file: string) {
  return ({ text }: Repository): Check[] =>
    text(`benchmarks/${file}`)
      .split('\n')
      .flatMap((line) => {
        const [language = '', sample] = line.split('\t');
        return sample === undefined
          ? []
          : [{ name: sample.slice(0, 60), expected: language, got: () => detectLanguage(sample)?.code }];
      });
}

const languageOf = (code: unknown) => (typeof code === 'string' ? new Intl.Locale(code).language : code);

export const LANGUAGE_SUITES: Record<string, Suite> = {
  'eld-tweets': { checks: eld('tweets.txt'), form: languageOf },
};
