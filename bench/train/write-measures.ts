// Usage: node write-measures.ts <corpora>   Prints one JSON line for each page of `extraction`, `pages-more` and `page-types`: its
// measures, its class by the truth, and the page F1 of its body. train-pages.py learns from them.
import { join } from 'node:path';
import { ExtractionError, measureArticle } from '@dateline/extraction';
import { readPages, readTruth } from '../quality/pages/corpus-pages.ts';
import { pageF1 } from '../quality/pages/page-f1.ts';
import { recordOf } from '../quality/pages/page-record.ts';

const corpora = process.argv[2];
if (!corpora) {
  process.stderr.write('usage: write-measures.ts <folder of the corpora>\n');
  process.exit(2);
}
for (const corpus of ['extraction', 'pages-more', 'page-types']) {
  const folder = join(corpora, corpus);
  const truth = readTruth(folder);
  for (const { id, bytes, set, url } of readPages(folder)) {
    const page = measure(bytes, url);
    if (page === null) continue;
    const { measures, article } = page;
    const known = truth[id] ?? {};
    const f1 = pageF1(known, recordOf(article, set).articleBody ?? '');
    const line = { corpus, id, set, url, type: known.pageType ?? 'article', f1, measures };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

function measure(bytes: Buffer, url: string | null) {
  try {
    return measureArticle({ bytes, url, contentType: null });
  } catch (error) {
    // A page without text needs no model.
    if (error instanceof ExtractionError) return null;
    throw error;
  }
}
