import { mongo } from 'mongoose';

const { Binary } = mongo;
type Binary = mongo.Binary;

/** Subtype of bytes that stand for hex digits; a sketch's bytes have another subtype. */
const HEX = Binary.SUBTYPE_USER_DEFINED;
/**
 * Matches ids of events and clusters (16 bytes) and of articles and contents (32). Mixed case is left alone,
 * because it would not survive the round trip.
 */
const DIGITS = /^(?:[0-9a-f]{32}|[0-9a-f]{64})$/;

/**
 * The stored form of a value. Ids and hashes in hex become bytes, which take half the space: neither form
 * compresses.
 */
export function packHex(value: unknown): unknown {
  if (typeof value === 'string')
    return (value.length === 32 || value.length === 64) && DIGITS.test(value) ? bytesOf(value) : value;
  if (Array.isArray(value)) return value.map(packHex);
  return isPlain(value) ? mapped(value, packHex) : value;
}

/** Reverses `packHex`. */
export function unpackHex(value: unknown): unknown {
  if (value instanceof Binary) return value.sub_type === HEX ? value.toString('hex') : value;
  if (Array.isArray(value)) return value.map(unpackHex);
  return isPlain(value) ? mapped(value, unpackHex) : value;
}

function bytesOf(hex: string): Binary {
  return new Binary(Buffer.from(hex, 'hex'), HEX);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function mapped(row: Record<string, unknown>, change: (value: unknown) => unknown): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const name in row) out[name] = change(row[name]);
  return out;
}
