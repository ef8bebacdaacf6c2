import type { KafkaAmounts } from './kafka-logs.ts';
import type { Latencies } from './measure-latency.ts';
import type { Turn } from './measure-turn.ts';

export type PipelineTurn = Turn & { kafka: KafkaAmounts; disk: { dataBytes: number; diskBytes: number } };

export interface BenchResult {
  commit: string;
  at: string;
  machine: string;
  node: string;
  /** Pages before they repeat, made distinct. */
  servedPages: number;
  pairs: { script: Turn | null; pipeline: PipelineTurn }[];
  /** At half of the pace of the last pair. */
  latencies: Latencies | null;
}

const STORES = ['kafka', 'mongod'];

/** Pages for each second of processor time: of the services or the script alone, and with their stores. */
export function pacesOf({ pages, cpu }: Turn): { alone: number; withStores: number } {
  const sum = (names: string[]) => names.reduce((seconds, name) => seconds + (cpu[name] ?? 0), 0);
  const all = Object.keys(cpu);
  return { alone: pages / sum(all.filter((name) => !STORES.includes(name))), withStores: pages / sum(all) };
}

/** Least, middle and greatest. */
function spread(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  return [sorted[0] ?? NaN, middle, sorted.at(-1) ?? NaN].map((value) => value.toFixed(2)).join(' / ');
}

/** The result in lines for a reader. */
export function report(result: BenchResult): string {
  const { pairs, latencies } = result;
  const pipelines = pairs.map(({ pipeline }) => pipeline);
  const scripts = pairs.flatMap(({ script }) => (script ? [script] : []));
  const lines = [
    `${result.commit}, ${result.machine}, Node ${result.node}, least / median / greatest of ${pairs.length}`,
  ];
  for (const kind of ['alone', 'withStores'] as const) {
    const name = kind === 'alone' ? 'services' : 'with Kafka and mongod';
    const own = pipelines.map((turn) => pacesOf(turn)[kind]);
    lines.push(`pages a CPU second, ${name}: ${spread(own)}`);
    if (scripts.length === 0) continue;
    const theirs = scripts.map((turn) => pacesOf(turn)[kind]);
    lines.push(
      `  the script: ${spread(theirs)}; ratio ${spread(own.map((pace, i) => pace / (theirs[i] ?? NaN)))}`,
    );
  }
  for (const name of Object.keys(pipelines[0]?.cpu ?? {})) {
    const cpu = spread(pipelines.map((turn) => ((turn.cpu[name] ?? NaN) * 1000) / turn.pages));
    const memory = (of: 'residentMb' | 'peakMb') =>
      Math.max(...pipelines.map(({ costs }) => costs[name]?.[of] ?? NaN)).toFixed(0);
    lines.push(
      `${name.padEnd(13)} ${cpu} ms CPU a page; ${memory('residentMb')} MB, peak ${memory('peakMb')} MB`,
    );
  }
  const each = (amount: (turn: PipelineTurn) => number) =>
    spread(pipelines.map((turn) => amount(turn) / turn.pages));
  lines.push(
    `Kafka a page: ${each(({ kafka }) => kafka.bytes / 1024)} KiB, ${each(({ kafka }) => kafka.records)} records, ${each(({ kafka }) => kafka.batches)} batches, ${each(({ kafka }) => kafka.markers)} ends of transactions by partition`,
    `MongoDB a page: ${each(({ mongo }) => mongo.bytesIn / 1024)} KiB in, ${each(({ mongo }) => mongo.bytesOut / 1024)} KiB out, ${each(({ mongo }) => mongo.requests)} requests`,
    `MongoDB on disk: ${spread(pipelines.map(({ disk, articles }) => disk.diskBytes / 1024 / articles))} KiB an article`,
  );
  if (latencies) {
    const { p50, p95, p99, pagesPerSecond, articles } = latencies;
    const seconds = [p50, p95, p99].map((value) => value.toFixed(2)).join(' / ');
    lines.push(
      `from discovery to the public event at ${pagesPerSecond.toFixed(1)} pages a second, p50 / p95 / p99 of ${articles}: ${seconds} s`,
    );
  }
  return lines.join('\n');
}
