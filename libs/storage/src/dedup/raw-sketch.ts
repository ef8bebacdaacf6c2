import { mongo } from 'mongoose';
import { toSketch, type SketchRow } from './dedup-rows.js';
import type { StoredSketch } from './dedup.types.js';

/**
 * A row of `dedup_sketches` in BSON (bsonspec.org), read field by field on demand. Keys and sketch rule most
 * rows out, and decoding each row whole takes longer than all other work on it.
 */
export class RawSketch implements StoredSketch {
  readonly keys: number[];
  private row: StoredSketch | null = null;
  private id: string | null = null;
  private published: Date | null = null;

  /** `start` is the row's offset in the bytes of the answer. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly start = 0,
  ) {
    this.keys = keysIn(bytes, start) ?? this.whole.keys;
  }

  get articleId(): string {
    return (this.id ??= this.readId());
  }

  get body(): Uint8Array {
    const at = placeOf(this.bytes, this.start, 'b', BINARY);
    return at < 0 ? this.whole.body : this.bytes.subarray(at + 5, at + 5 + int32At(this.bytes, at));
  }

  get publishedAt(): Date {
    return (this.published ??= this.dateIn('p') ?? this.whole.publishedAt);
  }

  get at(): Date {
    return this.dateIn('a') ?? this.whole.at;
  }

  private readId(): string {
    const at = placeOf(this.bytes, this.start, '_id', BINARY);
    return at < 0 ? this.whole.articleId : hexAt(this.bytes, at);
  }

  private dateIn(name: string): Date | null {
    const at = placeOf(this.bytes, this.start, name, DATE);
    return at < 0 ? null : new Date(int32At(this.bytes, at + 4) * 2 ** 32 + (int32At(this.bytes, at) >>> 0));
  }

  private get whole(): StoredSketch {
    const { bytes, start } = this;
    this.row ??= toSketch(
      mongo.BSON.deserialize(bytes.subarray(start, start + int32At(bytes, start))) as SketchRow,
    );
    return this.row;
  }
}

/** The rows of a command's cursor, itself in BSON. Null when it does not hold a first batch of documents. */
export function rowsOfCursor(cursor: Uint8Array): RawSketch[] | null {
  const list = placeOf(cursor, 0, 'firstBatch', ARRAY);
  if (list < 0) return null;
  const end = list + int32At(cursor, list) - 1;
  const rows: RawSketch[] = [];
  for (let at = list + 4; at < end;) {
    if (cursor[at] !== DOCUMENT) return null;
    const row = nameEnd(cursor, at + 1) + 1;
    rows.push(new RawSketch(cursor, row));
    at = row + int32At(cursor, row);
  }
  return rows;
}

const [STRING, DOCUMENT, ARRAY, BINARY, DATE, INT32, INT64] = [2, 3, 4, 5, 9, 16, 18];

const int32At = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) |
  ((bytes[at + 1] ?? 0) << 8) |
  ((bytes[at + 2] ?? 0) << 16) |
  ((bytes[at + 3] ?? 0) << 24);

/** The hex digits of a binary value (`packHex`): length, subtype, bytes. */
function hexAt(bytes: Uint8Array, at: number): string {
  const length = int32At(bytes, at);
  return Buffer.from(bytes.buffer, bytes.byteOffset + at + 5, length).toString('hex');
}

/** Offset of the zero byte after a name. */
function nameEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (bytes[end] !== 0 && end < bytes.length) end += 1;
  return end;
}

/** Offset of a field's value; -1 when the row lacks the field in that type. */
function placeOf(bytes: Uint8Array, start: number, name: string, type: number): number {
  const end = start + int32At(bytes, start) - 1;
  for (let at = start + 4; at < end;) {
    const value = nameEnd(bytes, at + 1) + 1;
    if (isNamed(bytes, at + 1, name)) return bytes[at] === type ? value : -1;
    const size = sizeOf(bytes, value, bytes[at] ?? 0);
    if (size < 0) return -1;
    at = value + size;
  }
  return -1;
}

function isNamed(bytes: Uint8Array, at: number, name: string): boolean {
  for (let i = 0; i < name.length; i++) if (bytes[at + i] !== name.charCodeAt(i)) return false;
  return bytes[at + name.length] === 0;
}

/** Length of a value in bytes; -1 for a type that no row holds. */
function sizeOf(bytes: Uint8Array, at: number, type: number): number {
  if (type === BINARY) return 5 + int32At(bytes, at);
  if (type === ARRAY || type === DOCUMENT) return int32At(bytes, at);
  if (type === STRING) return 4 + int32At(bytes, at);
  return type === DATE || type === INT64 ? 8 : type === INT32 ? 4 : -1;
}

/** The index keys of a row; null when one of them is not a 32-bit integer. */
function keysIn(bytes: Uint8Array, start: number): number[] | null {
  const list = placeOf(bytes, start, 'k', ARRAY);
  if (list < 0) return null;
  const end = list + int32At(bytes, list) - 1;
  const keys: number[] = [];
  for (let at = list + 4; at < end;) {
    if (bytes[at] !== INT32) return null;
    at = nameEnd(bytes, at + 1) + 1;
    keys.push(int32At(bytes, at));
    at += 4;
  }
  return keys;
}
