/** Every dateline and caption of the corpus must be read as it says: check-news-lines.ts <cases.json> <lines.json>. */
import { readFileSync } from 'node:fs';

interface Dateline {
  text: string;
  place: string | null;
  agency: string | null;
  bodyStartsWith: string | null;
}

interface Caption {
  text: string;
  caption: string | null;
  creditAgency: string | null;
  creditPhotographer: string | null;
}

const [casesFile = '', linesFile = ''] = process.argv.slice(2);
const cases = read<{ datelines: Dateline[]; captions: Caption[] }>(casesFile);
const got = read<{ datelines: (Dateline & { body: string })[]; captions: Caption[] }>(linesFile);
const wrong = [
  ...cases.datelines.flatMap((wanted, i) => {
    const line = got.datelines[i];
    const isRight =
      line?.place === wanted.place &&
      line.agency === wanted.agency &&
      (wanted.bodyStartsWith === null
        ? line.body === wanted.text
        : line.body.startsWith(wanted.bodyStartsWith));
    return isRight ? [] : [`dateline: ${wanted.text} -> ${JSON.stringify(line)}`];
  }),
  ...cases.captions.flatMap((wanted, i) => {
    const line = got.captions[i];
    const fields = ['caption', 'creditAgency', 'creditPhotographer'] as const;
    const isRight = line !== undefined && fields.every((field) => line[field] === wanted[field]);
    return isRight ? [] : [`caption: ${wanted.text} -> ${JSON.stringify(line)}`];
  }),
];
for (const line of wrong) console.log(line);
const all = cases.datelines.length + cases.captions.length;
console.log(`news-lines: ${all - wrong.length} right, ${wrong.length} wrong`);
if (wrong.length > 0 || all === 0) process.exitCode = 1;

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
