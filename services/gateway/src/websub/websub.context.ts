/** Token of the metrics that the callback counts with. */
export const WEBSUB_METRICS = Symbol('WEBSUB_METRICS');
