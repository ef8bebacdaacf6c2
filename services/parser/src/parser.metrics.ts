import type { ParsedArticle } from '@dateline/contracts';
import { Counter, Gauge, Histogram, polledGauges, type Registry } from '@dateline/observability';

/** The parser's metrics besides the stage metrics. */
export interface ParserMetrics {
  /** A page's time in the pool. `result`: article, the reason of the rejection, or broken. */
  parsed(result: string, seconds: number): void;
  /** A page that became an article: which reader, and which fields are missing. */
  article(article: ParsedArticle): void;
  /** A change of a site's template. */
  drifted(): void;
}

/** Fields whose absence shows that a site changed its layout. */
const WATCHED = [
  'headline',
  'description',
  'author',
  'byline',
  'datePublished',
  'inLanguage',
  'image',
  'publisher',
  'canonicalUrl',
] as const satisfies readonly (keyof ParsedArticle)[];

/** What a scrape asks for. */
export interface ParserReadings {
  /** Running and waiting pages. */
  load: () => number;
  /** Sites whose template has changed a short time ago. */
  countDrifting: () => Promise<number>;
}

/** Scrapes within this time share one reading of the database. */
const READING_MS = 10_000;

/** Registers the parser's metrics. */
export function parserMetrics(registry: Registry, { load, countDrifting }: ParserReadings): ParserMetrics {
  const registers = [registry];
  const durations = new Histogram({
    name: 'dateline_parse_duration_seconds',
    help: 'Time from handing a page to the parsing threads to its answer, the wait for a free thread included',
    labelNames: ['result'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const extractors = new Counter({
    name: 'dateline_parse_extractor_total',
    help: 'Articles by extractor, its version and what it read: html, text or feed',
    labelNames: ['extractor', 'version', 'input'],
    registers,
  });
  const missing = new Counter({
    name: 'dateline_parse_field_missing_total',
    help: 'Articles without this field',
    labelNames: ['field'],
    registers,
  });
  new Gauge({
    name: 'dateline_parse_pages_in_threads',
    help: 'Pages that are being parsed or wait for a thread',
    registers,
    collect() {
      this.set(load());
    },
  });
  const drifts = new Counter({
    name: 'dateline_parse_site_drifts_total',
    help: 'Changes of the templates of sites that their pages showed',
    registers,
  });
  polledGauges({
    registry,
    read: countDrifting,
    maxAgeMs: READING_MS,
    gauges: [
      {
        name: 'dateline_sites_drifting',
        help: 'Sites whose pages look other than before since a short time',
        values: (count) => [{ value: count }],
      },
    ],
  });
  return {
    drifted: () => {
      drifts.inc();
    },
    parsed: (result, seconds) => {
      durations.observe({ result }, seconds);
    },
    article: (article) => {
      const { name, version, input } = article.extractor;
      extractors.inc({ extractor: name, version, input });
      for (const field of WATCHED) if (isMissing(article[field])) missing.inc({ field });
    },
  };
}

function isMissing(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
