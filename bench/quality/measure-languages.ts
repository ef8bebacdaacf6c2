// Usage: node measure-languages.ts <folder>   Languages of sentences, one file `<language>.txt` each, as in lingua's language-testdata/sentences: how many are named right without a declaration, with the right one, and with a wrong one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectLanguage } from '@dateline/extraction';

const folder = process.argv[2];
if (!folder) {
  process.stderr.write('usage: measure-languages.ts <folder>\n');
  process.exit(2);
}

const SAMPLES = 12;
const same = (a: string | undefined, b: string) =>
  a !== undefined && new Intl.Locale(a).language === new Intl.Locale(b).language;

interface Sample {
  language: string;
  text: string;
}

function samplesOf(sentences: number): Sample[] {
  return readdirSync(folder ?? '')
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => {
      const lines = readFileSync(join(folder ?? '', name), 'utf8')
        .split('\n')
        .filter(Boolean);
      return Array.from({ length: SAMPLES }, (_, i) => {
        const at = Math.floor((i * (lines.length - sentences)) / SAMPLES);
        return { language: name.slice(0, -4), text: lines.slice(at, at + sentences).join(' ') };
      });
    });
}

function report(what: string, samples: readonly Sample[], declared: (language: string) => string[]): void {
  const wrong = samples.flatMap(({ language, text }) => {
    const found = detectLanguage(text, declared(language))?.code;
    return same(found, language) ? [] : [`${language}>${found ?? 'none'}`];
  });
  const kinds = Map.groupBy(wrong, (pair) => pair);
  const worst = [...kinds].sort((a, b) => b[1].length - a[1].length).slice(0, 12);
  const share = (100 * (samples.length - wrong.length)) / samples.length;
  process.stdout.write(
    `${what}\t${samples.length - wrong.length} of ${samples.length}\t${share.toFixed(1)} %\t${worst.map(([pair, all]) => `${pair} ${all.length}`).join(', ')}\n`,
  );
}

for (const sentences of [1, 4, 15]) report(`undeclared, ${sentences}`, samplesOf(sentences), () => []);
for (const sentences of [1, 4, 18])
  report(`declared, ${sentences}`, samplesOf(sentences), (language) => [language]);
for (const sentences of [4, 18])
  report(`declared as English, ${sentences}`, samplesOf(sentences), () => ['en']);
