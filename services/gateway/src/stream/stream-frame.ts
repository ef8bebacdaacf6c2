import { schemaIdOf, type EventEnvelope } from '@dateline/contracts';

/** How long a client waits before it asks again, in milliseconds, unless it knows better. */
const RECONNECT_MS = 3000;

/** The first frame: where the stream stands before anything was sent. A frame without data is no event. */
export const openingFrame = (cursor: string): string => `retry: ${RECONNECT_MS}\nid: ${cursor}\n\n`;

/** A sign of life that moves the cursor past what was not for this client. */
export const heartbeatFrame = (cursor: string): string => `: heartbeat\nid: ${cursor}\n\n`;

/**
 * An event as a server-sent event: its type, the cursor after it, and the CloudEvent in the JSON format
 * (structured mode) in one line.
 */
export function eventFrame({ data, ...event }: EventEnvelope, cursor: string): string {
  const described =
    data === null ? {} : { dataschema: schemaIdOf(event.type), datacontenttype: 'application/json' };
  const json = JSON.stringify({ specversion: '1.0', ...event, ...described, data });
  return `id: ${cursor}\nevent: ${event.type}\ndata: ${json}\n\n`;
}
