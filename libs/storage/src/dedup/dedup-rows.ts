import { mongo } from 'mongoose';
import { hash } from 'node:crypto';
import { packHex, unpackHex } from './hex-binary.js';
import type { IdentityClaim, NewSketch, StoredSketch } from './dedup.types.js';

/** A row of `dedup_sketches`. Field names are short because words would take half of the row. */
export interface SketchRow {
  _id: unknown;
  /** Index keys. */
  k: number[];
  /** The packed sketch. */
  b: mongo.Binary;
  /** Times: published, seen, expires. */
  p: Date;
  a: Date;
  e: Date;
}

export function sketchRowOf({ articleId, keys, body, publishedAt, at, expiresAt }: NewSketch): SketchRow {
  return {
    _id: packHex(articleId),
    k: keys,
    b: new mongo.Binary(body),
    p: publishedAt,
    a: at,
    e: expiresAt,
  };
}

export function toSketch({ _id, k, b, p, a }: SketchRow): StoredSketch {
  const body = b.buffer.subarray(0, b.position);
  return { articleId: unpackHex(_id) as string, keys: k, body, publishedAt: p, at: a };
}

/** Bytes of a key's hash in `dedup_identities`. With 144 bits, no archive is large enough for a collision. */
const KEY_BYTES = 18;

/** Keys hold addresses of any length; the hash keeps the index small. */
export function hashOfKey(key: string): mongo.Binary {
  return new mongo.Binary(hash('sha256', key, 'buffer').subarray(0, KEY_BYTES));
}

export function identityRowOf({ key, articleId }: IdentityClaim, at: Date): object {
  return { _id: hashOfKey(key), a: packHex(articleId), at };
}

/** A state or a decision by its id. */
export function rowOf(id: string, fields: object): object {
  return packHex({ _id: id, ...fields }) as object;
}

/** The rows with these ids. */
export function idsIn(ids: readonly string[]): object {
  return { _id: { $in: ids.map(packHex) } };
}
