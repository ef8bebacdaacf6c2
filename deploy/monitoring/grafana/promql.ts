/** Grafana's unit of what `perHour` gives: news come by the hour, not by the second. */
export const PER_HOUR = 'suffix: /h';

/** Increase an hour of a counter, by labels; Grafana fills in the window. */
export const perHour = (metric: string, by: string) =>
  `3600 * sum by (${by}) (rate(${metric}[$__rate_interval]))`;

/** Age of what a gauge dates by Unix time. */
export const ageOf = (metric: string, by: string) => `time() - max by (${by}) (${metric} > 0)`;

/** Quantile of a histogram over all its series; `by` names further labels, each after a comma. */
export const quantile = (q: number, metric: string, by = '') =>
  `histogram_quantile(${q}, sum by (le${by}) (rate(${metric}_bucket[$__rate_interval])))`;
