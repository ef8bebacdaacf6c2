import { mongo } from 'mongoose';

const { Binary } = mongo;
type Binary = mongo.Binary;

/** Marks bytes that stand for hex digits; a sketch's bytes are of another subtype. */
const HEX = Binary.SUBTYPE_USER_DEFINED;
/** Ids of events (16 bytes), of clusters (16), of articles and content (32). Both cases would not come back as they were. */
const DIGITS = /^(?:[0-9a-f]{32}|[0-9a-f]{64})$/;

/** A value as it is stored: ids and hashes written in hex take half, since bytes do not compress and neither do such digits. */
export function packHex(value: unknown): unknown {
  if (typeof value === 'string')
    return (value.length === 32 || value.length === 64) && DIGITS.test(value) ? bytesOf(value) : value;
  if (Array.isArray(value)) return value.map(packHex);
  return isPlain(value) ? mapped(value, packHex) : value;
}

/** `packHex` undone. */
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
