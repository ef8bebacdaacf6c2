// Usage: node measure-extraction.ts <folder>   Runs the product's parser over `pages/<id>.html.gz` of a corpus folder (addresses in its
// index.json) and prints {id: record} for the corpus's evaluate.py.
import { readPages } from './pages/corpus-pages.ts';
import { readRecord } from './pages/page-record.ts';

const folder = process.argv[2];
if (!folder) {
  process.stderr.write('usage: measure-extraction.ts <folder with index.json and pages/>\n');
  process.exit(2);
}

const records = Object.fromEntries(
  readPages(folder).map(({ id, bytes, set, url }) => [id, readRecord(bytes, set, url)]),
);
process.stdout.write(`${JSON.stringify(records)}\n`);
