import { eventually, freePort, SupervisedProcess } from '@dateline/testing';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One series of an instant query's answer. */
export interface Series {
  metric: Record<string, string>;
  value: number;
}

/** A process to scrape. */
export interface Target {
  service: string;
  port: number;
}

/** A real Prometheus (`prometheus` on the PATH) that scrapes every second. */
export class Prometheus {
  private constructor(
    private readonly process: SupervisedProcess,
    private readonly folder: string,
    readonly url: string,
  ) {}

  static async start(targets: readonly Target[], rules: string): Promise<Prometheus> {
    const folder = await mkdtemp(join(tmpdir(), 'dateline-prometheus-'));
    const port = await freePort();
    await writeFile(join(folder, 'rules.yml'), rules);
    await writeFile(join(folder, 'prometheus.yml'), configOf(targets));
    const process = new SupervisedProcess('prometheus', [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--enable-feature=exemplar-storage',
      '--log.level=warn',
    ]);
    const prometheus = new Prometheus(process, folder, `http://127.0.0.1:${port}`);
    await eventually(async () => (await fetch(`${prometheus.url}/-/ready`)).ok, {
      timeoutMs: 60_000,
      what: 'Prometheus to be ready',
    });
    return prometheus;
  }

  /** Answer of an instant query now. Throws where the query is refused. */
  async query(expr: string): Promise<Series[]> {
    const answer = await this.ask<{ result: { metric: Record<string, string>; value: [number, string] }[] }>(
      `/api/v1/query?query=${encodeURIComponent(expr)}`,
    );
    return answer.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
  }

  /** Trace ids that stand on the series of a metric as exemplars. */
  async exemplars(metric: string): Promise<string[]> {
    const now = Date.now() / 1000;
    const query = `query=${encodeURIComponent(metric)}&start=${now - 3_600}&end=${now}`;
    const found = await this.ask<{ exemplars: { labels: Record<string, string> }[] }[]>(
      `/api/v1/query_exemplars?${query}`,
    );
    return found.flatMap(({ exemplars }) => exemplars.flatMap(({ labels }) => labels['trace_id'] ?? []));
  }

  /** Names of the alerts that fire. */
  async firing(): Promise<Set<string>> {
    const series = await this.query('ALERTS{alertstate="firing"}');
    return new Set(series.map(({ metric }) => metric['alertname'] ?? ''));
  }

  async stop(): Promise<void> {
    await this.process.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async ask<T>(path: string): Promise<T> {
    const response = await fetch(this.url + path);
    const body = (await response.json()) as { status: string; data: T; error?: string };
    if (body.status !== 'success') throw new Error(`${path}: ${body.error ?? response.statusText}`);
    return body.data;
  }
}

function configOf(targets: readonly Target[]): string {
  const entries = targets.map(
    ({ service, port }) => `      - { targets: ['127.0.0.1:${port}'], labels: { service: ${service} } }`,
  );
  return [
    'global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }',
    'rule_files: [rules.yml]',
    'scrape_configs:',
    '  - job_name: dateline',
    '    static_configs:',
    ...entries,
    '',
  ].join('\n');
}

/**
 * The same rules on a scale of seconds, so that a test can see them fire: waits, windows and limits are cut, nothing else. 900 is about what
 * happens each half minute.
 */
export function quicken(rules: string): string {
  return rules
    .replaceAll(/for: \d+[mh]/g, 'for: 0s')
    .replaceAll(/\[\d+[mhd]\]/g, '[15s]')
    .replaceAll('> 3600', '> 15')
    .replaceAll('> 21600', '> 15')
    .replaceAll('> 1800', '> 5')
    .replaceAll('> 900', '> 45')
    .replaceAll('> 5000', '> 20')
    .replaceAll('> 50\n', '> 5\n');
}
