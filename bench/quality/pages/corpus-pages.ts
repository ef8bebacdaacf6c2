import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A page of a corpus folder as it was served. */
export interface CorpusPage {
  id: string;
  set: string;
  url: string | null;
  bytes: Buffer;
}

/** What a corpus says about a page; the sets differ in what they say. */
export interface PageTruth {
  set?: string;
  pageType?: string;
  summary?: string | null;
  articleBody?: string | null;
  /** The text with its optional paragraphs. */
  articleBodyFull?: string | null;
}

/** The pages of a folder (`index.json` and `pages/<id>.html.gz`) in the order of the index, read one at a time. */
export function readPages(folder: string): IteratorObject<CorpusPage> {
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Record<
    string,
    { set: string; url?: string | null }
  >;
  return Object.entries(index)
    .values()
    .map(([id, { set, url }]) => ({
      id,
      set,
      url: url ?? null,
      bytes: gunzipSync(readFileSync(join(folder, 'pages', `${id}.html.gz`))),
    }));
}

/** The truth of a folder by page. */
export function readTruth(folder: string): Record<string, PageTruth> {
  return JSON.parse(gunzipSync(readFileSync(join(folder, 'truth.json.gz'))).toString()) as Record<
    string,
    PageTruth
  >;
}
