import { deterministicId } from '@dateline/contracts';
import { propagation, ROOT_CONTEXT, type Context } from '@opentelemetry/api';

/**
 * W3C traceparent of a discovered article. The trace id is the discovery's event id, so the trace can be
 * found from the event, and a repeated event continues the same trace.
 */
export function traceparentOf(discoveryId: string): string {
  return `00-${discoveryId}-${deterministicId('discover-span', discoveryId).slice(0, 16)}-01`;
}

/** Context for publishing and logging. */
export function traceContextOf(traceparent: string | null): Context {
  return traceparent === null ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent });
}
