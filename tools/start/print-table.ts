import type { ArticleRecord } from '@dateline/contracts';
import type { Trace } from './gateway-client.ts';
import { colour } from './log-lines.ts';

const HEADLINE_WIDTH = 58;
const OUTCOME_COLOURS: Record<string, number> = {
  new: 32,
  update: 36,
  duplicate: 33,
  'near-duplicate': 33,
  rejected: 31,
  'in flight': 90,
  'dead letter': 31,
};
const segments = new Intl.Segmenter();

interface NamedOutlet {
  title: string;
  url: string;
}

interface Outcome {
  kind: string;
  detail: string;
}

type NameOf = (articleId: string) => string;

/** What became of each article, as lines of a table: the article, its outlet, and new / update / duplicate / rejected with the reason. */
export function tableOf({
  traces,
  articles,
  outlets,
}: {
  traces: Trace[];
  articles: ArticleRecord[];
  outlets: NamedOutlet[];
}): string[] {
  const recordOf = new Map(articles.map((article) => [article.articleId, article]));
  const traceOf = new Map(traces.map((trace) => [trace.articleId, trace]));
  const nameOf: NameOf = (articleId) =>
    recordOf.get(articleId)?.headline ?? lastPathPart(traceOf.get(articleId)?.url) ?? articleId.slice(0, 8);
  const rows = traces.map((trace) => ({
    article: cut(nameOf(trace.articleId), HEADLINE_WIDTH),
    outlet: outletOf(trace.url, outlets),
    outcome: outcomeOf(trace, recordOf.get(trace.articleId), nameOf),
  }));
  rows.sort((a, b) => a.outlet.localeCompare(b.outlet) || a.outcome.kind.localeCompare(b.outcome.kind));
  const widthOf = (column: 'article' | 'outlet') =>
    Math.max(column.length, ...rows.map((row) => lengthOf(row[column])));
  const widths = { article: widthOf('article'), outlet: widthOf('outlet') };
  const head = `${pad('article', widths.article)}  ${pad('outlet', widths.outlet)}  outcome`;
  const lines = rows.map(({ article, outlet, outcome }) => {
    const told =
      colour(outcome.kind, OUTCOME_COLOURS[outcome.kind] ?? 90) +
      (outcome.detail ? ` ${outcome.detail}` : '');
    return `${pad(article, widths.article)}  ${pad(outlet, widths.outlet)}  ${told}`;
  });
  return [head, '-'.repeat(lengthOf(head) + 8), ...lines];
}

function outcomeOf(
  { state, reason, duplicateOf }: Trace,
  record: ArticleRecord | undefined,
  nameOf: NameOf,
): Outcome {
  switch (state) {
    case 'indexed':
      return indexedOutcome(record, nameOf);
    case 'duplicate': {
      const original = duplicateOf ? `of "${cut(nameOf(duplicateOf), 40)}"` : '';
      return { kind: 'duplicate', detail: `${original} (${reason})`.trim() };
    }
    case 'rejected':
      return { kind: 'rejected', detail: reason ?? '' };
    case 'dead_lettered':
      return { kind: 'dead letter', detail: reason ?? '' };
    default:
      return { kind: 'in flight', detail: '' };
  }
}

/** A near-duplicate may be kept as an article of its own that names what it resembles. */
function indexedOutcome(record: ArticleRecord | undefined, nameOf: NameOf): Outcome {
  if (record?.dedupe?.duplicateOf)
    return { kind: 'near-duplicate', detail: `of "${cut(nameOf(record.dedupe.duplicateOf), 40)}"` };
  return record && record.version > 1
    ? { kind: 'update', detail: `v${record.version}` }
    : { kind: 'new', detail: '' };
}

function outletOf(url: string, outlets: NamedOutlet[]): string {
  const host = hostOf(url);
  return outlets.find((outlet) => hostOf(outlet.url) === host)?.title ?? host;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

function lastPathPart(url = ''): string | undefined {
  return URL.canParse(url)
    ? decodeURIComponent(new URL(url).pathname.split('/').filter(Boolean).at(-1) ?? '/')
    : undefined;
}

/** Characters as readers count them; Arabic marks and letters take one place each. */
const lengthOf = (text: string): number => [...segments.segment(text)].length;
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - lengthOf(text)));
const cut = (text: string, width: number): string =>
  lengthOf(text) > width
    ? `${[...segments.segment(text)]
        .slice(0, width - 1)
        .map((s) => s.segment)
        .join('')}…`
    : text;
