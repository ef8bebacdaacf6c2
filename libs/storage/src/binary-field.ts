import type { mongo } from 'mongoose';

/** The bytes of a binary field. In lean documents it has the driver's own Binary type. */
export function bufferOf(value: Buffer | mongo.Binary): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer.subarray(0, value.position));
}
