/** Increase a second of a counter, by labels; Grafana fills in the window. */
export const rate = (metric: string, by: string) => `sum by (${by}) (rate(${metric}[$__rate_interval]))`;

/** Quantile of a histogram over all its series; `by` names further labels, each after a comma. */
export const quantile = (q: number, metric: string, by = '') =>
  `histogram_quantile(${q}, sum by (le${by}) (rate(${metric}_bucket[$__rate_interval])))`;
