// Usage: node measure-pages.ts <folder> [predictions.json]   Runs the product's parser over a corpus folder (index.json, truth.json.gz,
// pages/) and prints the mean page F1 of each set. With a second argument it writes {id: record} there for the corpus's evaluate.py.
import { writeFileSync } from 'node:fs';
import { readPages, readTruth } from './pages/corpus-pages.ts';
import { pageF1 } from './pages/page-f1.ts';
import { readRecord, type PageRecord } from './pages/page-record.ts';

const [folder, out] = process.argv.slice(2);
if (!folder) {
  process.stderr.write(
    'usage: measure-pages.ts <folder with index.json, truth.json.gz and pages/> [predictions.json]\n',
  );
  process.exit(2);
}

const truth = readTruth(folder);
const records: Record<string, PageRecord> = {};
const scores = new Map<string, number[]>();
for (const { id, bytes, set, url } of readPages(folder)) {
  const record = (records[id] = readRecord(bytes, set, url));
  const known = truth[id] ?? {};
  const type = known.pageType ?? 'article';
  const score = pageF1(known, record.articleBody ?? '');
  const name = type === 'article' ? set : `${set}:other`;
  if (score !== null) scores.set(name, [...(scores.get(name) ?? []), score]);
}
if (out) writeFileSync(out, `${JSON.stringify(records)}\n`);
for (const [set, found] of [...scores].sort()) print(set, found);
print(
  'articles',
  [...scores].flatMap(([set, found]) => (set.endsWith(':other') ? [] : found)),
);

function print(set: string, found: readonly number[]): void {
  const mean = found.reduce((sum, score) => sum + score, 0) / found.length;
  const low = found.filter((score) => score < 0.5).length;
  console.log(
    `${set.padEnd(12)} ${String(found.length).padStart(4)} pages  F1 ${mean.toFixed(4)}  under .5: ${String(low)}`,
  );
}
