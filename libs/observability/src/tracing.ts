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
  /** Address that takes OTLP over HTTP, `/v1/traces` included; empty, the default: spans are not sent anywhere. */
  otlpUrl?: string;
  /** Share of traces that are sent, 0 to 1; a trace is sent whole or not at all. */
  sampleRatio?: number;
}

/**
 * Registers W3C Trace Context propagation and a tracer provider: ids travel with every event from poll to public topic
 * and stand in every log line. The answer sends what is left and ends the export.
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
    // By trace id alone: every service decides the same, without asking what a caller decided.
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
