// Usage: node measure-urls.ts <urls.jsonl>   Prints `JSON-quoted url<TAB>key` for each line's `url`, through the built lib.
import { normaliseUrl } from '@dateline/article';
import { readLines, textOf } from './read-lines.ts';

for (const line of readLines(process.argv[2])) {
  const url = textOf(line['url']) ?? '';
  // What is no address of the web is like nothing but itself.
  console.log(`${JSON.stringify(url)}\t${normaliseUrl(url) ?? JSON.stringify(url)}`);
}
