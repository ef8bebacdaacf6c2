/** Injection token of the callback's metrics. */
export const WEBSUB_METRICS = Symbol('WEBSUB_METRICS');
