// The pages that the bench serves: those of the corpora beside the repository, else invented ones in the frames of the sample outlets.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { OUTLETS } from '../../tools/sample-outlet/outlets.ts';
import { renderPage } from '../../tools/sample-outlet/render-page.ts';
import { inventArticles } from '../speed/invent-articles.ts';

/** A page to serve: its path, its title and its bytes as letters of Latin-1, whatever they are encoded in. */
export interface BenchPage {
  path: string;
  title: string;
  html: string;
}

interface IndexRow {
  url?: string | null;
  pageType?: string;
}

const FOLDERS = ['extraction', 'pages-more', 'page-types'];
/** More of them are the same pages made distinct. */
const INVENTED = 2_000;
const LONG_TEXT = /<(script|style)\b[\s\S]*?<\/\1>|>([^<]{60,})(?=<)/gi;

/** Pages in a fixed order. */
export function benchPages(corpora: string): BenchPage[] {
  const folders = FOLDERS.map((name) => join(corpora, name)).filter((folder) =>
    existsSync(join(folder, 'index.json')),
  );
  return folders.length > 0 ? folders.flatMap(pagesOf) : inventedPages();
}

function pagesOf(folder: string): BenchPage[] {
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Record<string, IndexRow>;
  return Object.entries(index)
    .filter(([, { pageType = 'article' }]) => pageType === 'article')
    .map(([id, { url }]) => {
      const html = gunzipSync(readFileSync(join(folder, 'pages', `${id}.html.gz`))).toString('latin1');
      const title = /<title[^>]*>([^<]*)/i.exec(html)?.[1]?.trim() ?? id;
      return { path: pathOf(url ?? `/${id}`), title, html: withoutOwnAddress(html, url) };
    });
}

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);

/** Two copies that name one canonical address would be one article. */
function withoutOwnAddress(html: string, url: string | null | undefined): string {
  const bare = url ? html.replaceAll(url, '') : html;
  return bare.replace(/<link[^>]+rel=["']?canonical[^>]*>|<meta[^>]+og:url[^>]*>/gi, '');
}

function inventedPages(): BenchPage[] {
  return [...inventArticles({ docs: INVENTED, perDay: INVENTED })].map(
    ({ headline, body, publishedAt }, i) => {
      const [outlet] = OUTLETS.slice(i % OUTLETS.length);
      if (!outlet) throw new Error('there are no sample outlets');
      const slug = `story-${i}`;
      const paragraphs = body.match(/(?:[^.]+\.\s*){1,3}/g) ?? [body];
      const article = {
        ...{ id: slug, slug, section: 'News', headline, standfirst: '', byline: null },
        ...{ hoursAgo: 1, caption: headline, credit: 'A. Reader', paragraphs },
        ...{ publishedAt, modifiedAt: publishedAt },
      };
      const html = renderPage({ outlet, article, base: '', url: `/${slug}` });
      return { path: outlet.path(slug), title: headline, html: Buffer.from(html).toString('latin1') };
    },
  );
}

/** Another text for whoever compares texts: a word of its own after every third one of each long text. Copy 0 is the page itself. */
export function makeDistinct(html: string, copy: number): string {
  if (copy === 0) return html;
  return html.replace(LONG_TEXT, (whole: string, _element: string | undefined, text: string | undefined) =>
    text === undefined
      ? whole
      : `>${text.replace(/(?:\S+\s+){3}/g, (words, at: number) => `${words}q${copy}x${at} `)}`,
  );
}
