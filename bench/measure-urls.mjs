// Usage: node measure-urls.mjs <urls.jsonl>   Prints `JSON-quoted url<TAB>key` for each line's `url`, through the built lib.
import { readFileSync } from 'node:fs';
import { normaliseUrl } from '@dateline/article';

for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const { url } = JSON.parse(line);
  console.log(`${JSON.stringify(url)}\t${normaliseUrl(url) ?? ''}`);
}
