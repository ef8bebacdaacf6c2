import { Registry, type OpenMetricsContentType } from 'prom-client';

/**
 * A registry that writes OpenMetrics 1.0, the text format with exemplars; Prometheus recognises it by its
 * content type. The type parameter is left out, because metrics accept either kind.
 */
export function openMetricsRegistry(): Registry {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  return registry as unknown as Registry;
}
