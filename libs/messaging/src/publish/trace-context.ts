import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
} from '@opentelemetry/api';

const tracer = trace.getTracer('@dateline/messaging');

/** Trace context of a message's writer, from its `traceparent` header (W3C Trace Context). */
export function contextFromHeaders(headers: Record<string, string>): Context {
  return propagation.extract(ROOT_CONTEXT, headers);
}

/** Starts the span of one message in one stage. */
export function startStageSpan(
  stage: string,
  topic: string,
  parent: Context,
): { span: Span; context: Context } {
  const span = tracer.startSpan(
    `${stage} ${topic}`,
    {
      kind: SpanKind.CONSUMER,
      attributes: { 'messaging.system': 'kafka', 'messaging.destination.name': topic },
    },
    parent,
  );
  return { span, context: trace.setSpan(parent, span) };
}

/** Ends a span and records the message's outcome in it. */
export function endStageSpan(span: Span, outcome: string, failed: boolean): void {
  span.setAttribute('dateline.outcome', outcome);
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** Headers that propagate a context; empty when no propagator is registered. */
export function headersOfContext(ctx: Context = context.active()): Record<string, string> {
  const carrier: Record<string, string> = {};
  propagation.inject(ctx, carrier);
  return carrier;
}

/** Runs work in its own span under the given parent context. Records a failure in the span and rethrows it. */
export async function inSpan<T>(
  name: string,
  { parent, attributes = {} }: { parent: Context; attributes?: Record<string, string | number> },
  work: () => Promise<T>,
): Promise<T> {
  const span = tracer.startSpan(name, { kind: SpanKind.INTERNAL, attributes }, parent);
  try {
    return await context.with(trace.setSpan(parent, span), work);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}
