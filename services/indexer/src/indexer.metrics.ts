import { Counter, Gauge, Histogram, type Registry } from '@dateline/observability';

/** A version of an article that is stored and about to be published. */
export interface IndexedVersion {
  version: number;
  /** When the entry (or its change) was first seen, and when the record was written; ISO 8601. */
  discoveredAt: string;
  indexedAt: string;
  traceId: string | null;
}

export interface IndexerMetrics {
  indexed(article: IndexedVersion): void;
}

/** Registers the indexer's metrics. A chunk that is processed twice is counted twice. */
export function indexerMetrics(registry: Registry): IndexerMetrics {
  const registers = [registry];
  const versions = new Counter({
    name: 'dateline_article_versions_total',
    help: 'Versions of articles written, by kind: created or updated',
    labelNames: ['kind'],
    registers,
  });
  const latency = new Histogram({
    name: 'dateline_article_end_to_end_seconds',
    help: 'Time from the discovery of an entry to its indexed record, first versions only',
    buckets: [0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_800, 3_600, 14_400, 86_400],
    enableExemplars: true,
    registers,
  });
  const newest = new Gauge({
    name: 'dateline_last_indexed_timestamp_seconds',
    help: 'When this replica last wrote a version of an article, Unix time',
    registers,
  });
  return {
    indexed: ({ version, discoveredAt, indexedAt, traceId }) => {
      const at = Date.parse(indexedAt);
      versions.inc({ kind: version === 1 ? 'created' : 'updated' });
      newest.set(at / 1000);
      if (version > 1) return;
      const value = Math.max(0, at - Date.parse(discoveredAt)) / 1000;
      latency.observe({ labels: {}, value, exemplarLabels: traceId === null ? {} : { trace_id: traceId } });
    },
  };
}
