import { Gauge, type Registry } from 'prom-client';

/** One gauge of a reading: its value for each set of labels. */
export interface GaugeOf<T> {
  name: string;
  help: string;
  labelNames?: string[];
  values: (reading: T) => { labels?: Record<string, string>; value: number }[];
}

export interface PolledGauges<T> {
  registry: Registry;
  /** Rejects, or gives null, where there is nothing to be read. */
  read: () => Promise<T | null>;
  /** A reading serves every scrape that comes within this time, in milliseconds. */
  maxAgeMs: number;
  now?: () => number;
  gauges: readonly GaugeOf<T>[];
}

/**
 * Gauges of something outside (a database, a broker), read when they are scraped. Without a reading there is no value,
 * rather than an old one: the absence is what an alert can see.
 */
export function polledGauges<T>({ registry, read, maxAgeMs, now = Date.now, gauges }: PolledGauges<T>): void {
  let last: { at: number; reading: Promise<T | null> } | null = null;
  const current = (): Promise<T | null> => {
    if (!last || now() - last.at >= maxAgeMs) last = { at: now(), reading: read().catch(() => null) };
    return last.reading;
  };
  for (const { name, help, labelNames = [], values } of gauges) {
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const reading = await current();
        this.reset();
        // A gauge without labels goes back to 0 and not away.
        if (labelNames.length === 0) this.remove();
        if (reading === null) return;
        for (const { labels = {}, value } of values(reading)) this.set(labels, value);
      },
    });
  }
}
