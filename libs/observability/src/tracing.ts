import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';

export interface TracingOptions {
  service: string;
  version: string;
  /** OTLP address over HTTP, with `/v1/traces`. When empty (the default), no spans are sent. */
  otlpUrl?: string;
  /** Share of traces that are sent, 0 to 1. A trace is sent whole or not at all. */
  sampleRatio?: number;
}

/**
 * Registers W3C Trace Context propagation and a tracer provider. Trace ids travel with every event from the
 * poll to the public topic and appear in every log line. The returned function sends pending spans and stops
 * the export.
 */
export function startTracing({
  service,
  version,
  otlpUrl = '',
  sampleRatio = 1,
}: TracingOptions): () => Promise<void> {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({
      'service.namespace': 'dateline',
      'service.name': service,
      'service.version': version,
    }),
    // The trace id alone decides, so that all services decide alike without consulting the caller.
    sampler: new TraceIdRatioBasedSampler(sampleRatio),
    spanProcessors:
      otlpUrl === ''
        ? []
        : [new BatchSpanProcessor(new OTLPTraceExporter({ url: otlpUrl, timeoutMillis: 5_000 }))],
  });
  trace.setGlobalTracerProvider(provider);
  return () => provider.shutdown();
}

/** Ids of the active span, for log lines. */
export function activeTraceIds(): { traceId?: string; spanId?: string } {
  const span = trace.getActiveSpan()?.spanContext();
  return span ? { traceId: span.traceId, spanId: span.spanId } : {};
}
