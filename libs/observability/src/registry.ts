import { Registry, type OpenMetricsContentType } from 'prom-client';

/**
 * A registry that writes OpenMetrics 1.0, the text format that has exemplars; Prometheus reads it by its content type.
 * Its type parameter is left out, since metrics take either kind.
 */
export function openMetricsRegistry(): Registry {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  return registry as unknown as Registry;
}
