import { Gauge, type Registry } from 'prom-client';

/** One gauge of a reading: its value for each label set. */
export interface GaugeOf<T> {
  name: string;
  help: string;
  labelNames?: string[];
  values: (reading: T) => { labels?: Record<string, string>; value: number }[];
}

export interface PolledGauges<T> {
  registry: Registry;
  /** Rejects, or returns null, when there is nothing to read. */
  read: () => Promise<T | null>;
  /** All scrapes within this time (milliseconds) share one reading. */
  maxAgeMs: number;
  now?: () => number;
  gauges: readonly GaugeOf<T>[];
}

/**
 * Gauges of something outside (a database, a broker), read on each scrape. When a reading fails there is no
 * value instead of an old one, because an alert can see the absence.
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
        // `reset` sets a gauge without labels to 0 and does not remove it.
        if (labelNames.length === 0) this.remove();
        if (reading === null) return;
        for (const { labels = {}, value } of values(reading)) this.set(labels, value);
      },
    });
  }
}
