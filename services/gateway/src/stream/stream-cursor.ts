import { createHmac, timingSafeEqual } from 'node:crypto';

/** Where a stream stands. */
export interface StreamCursor {
  /** Next offset of each partition. */
  offsets: ReadonlyMap<number, bigint>;
  /** When the client was last known to have all there was, or began; whole milliseconds count. */
  syncedAt: Date;
}

/** The key of the signature, and what a cursor is good for: one topic of one cluster. */
export interface CursorSeal {
  key: string;
  topic: string;
}

const VERSION = '1';
const MAC_BYTES = 16;
const FORM = /^([0-9A-Za-z_-]{1,2000})\.([0-9A-Za-z_-]{22})$/;
const CONTENT = /^1 (\d{1,15})((?: \d{1,6}:\d{1,19})+)$/;

/** The cursor as a client gets it: opaque, short, and signed (HMAC-SHA-256, cut to 128 bits). */
export function sealCursor({ offsets, syncedAt }: StreamCursor, seal: CursorSeal): string {
  const places = [...offsets]
    .sort(([a], [b]) => a - b)
    .map(([partition, offset]) => `${partition}:${offset}`);
  const content = Buffer.from([VERSION, syncedAt.getTime(), ...places].join(' '));
  return `${content.toString('base64url')}.${macOf(content, seal).toString('base64url')}`;
}

/** Reads a cursor that `sealCursor` made. Null for any other text, also one of another topic or key. */
export function openCursor(text: string, seal: CursorSeal): StreamCursor | null {
  const [, body = '', mac = ''] = FORM.exec(text) ?? [];
  if (body === '') return null;
  const content = Buffer.from(body, 'base64url');
  const given = Buffer.from(mac, 'base64url');
  const expected = macOf(content, seal);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const [, synced = '', places = ''] = CONTENT.exec(content.toString('latin1')) ?? [];
  if (places === '') return null;
  const offsets = places
    .trim()
    .split(' ')
    .map((place): [number, bigint] => {
      const [partition = '', offset = ''] = place.split(':');
      return [Number(partition), BigInt(offset)];
    });
  return { offsets: new Map(offsets), syncedAt: new Date(Number(synced)) };
}

function macOf(content: Buffer, { key, topic }: CursorSeal): Buffer {
  return createHmac('sha256', key).update(`${topic}\n`).update(content).digest().subarray(0, MAC_BYTES);
}
