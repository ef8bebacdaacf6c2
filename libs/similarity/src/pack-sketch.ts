import type { Sketch } from './sketch-of.js';

const FORMAT = 1;
const HEADER_INTS = 5;

/** Thrown for a packed sketch that this version cannot read. The text has to be sketched again. */
export class UnknownSketchFormat extends Error {
  readonly code = 'unknown_sketch_format';

  constructor(readonly format: number) {
    super(`sketch format ${format}, not ${FORMAT}`);
    this.name = 'UnknownSketchFormat';
  }
}

/**
 * Packs a sketch as little-endian 32-bit integers, without its keys, which the store keeps in its index.
 * Order: format, length, 1 if there is a headline key, that key, number of values; the values; the numbers.
 */
export function packSketch({ values, numbers, length, headlineKey }: Sketch): Uint8Array {
  const bytes = new Uint8Array(4 * (HEADER_INTS + values.length + numbers.length));
  const view = new DataView(bytes.buffer);
  let at = 0;
  const put = (int: number) => {
    view.setInt32(at, int, true);
    at += 4;
  };
  put(FORMAT);
  put(length);
  put(headlineKey === null ? 0 : 1);
  put(headlineKey ?? 0);
  put(values.length);
  values.forEach(put);
  numbers.forEach(put);
  return bytes;
}

/** Unpacks a sketch; throws UnknownSketchFormat. */
export function unpackSketch(bytes: Uint8Array, keys: readonly number[]): Sketch {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.floor(bytes.byteLength / 4);
  const intAt = (at: number) => (at < count ? view.getInt32(4 * at, true) : 0);
  const valuesEnd = HEADER_INTS + intAt(4);
  if (intAt(0) !== FORMAT || count < valuesEnd) throw new UnknownSketchFormat(intAt(0));
  const values: number[] = [];
  const numbers: number[] = [];
  for (let at = HEADER_INTS; at < valuesEnd; at++) values.push(view.getInt32(4 * at, true));
  for (let at = valuesEnd; at < count; at++) numbers.push(view.getInt32(4 * at, true));
  return {
    keys: [...keys],
    values,
    numbers,
    length: intAt(1),
    headlineKey: intAt(2) === 1 ? intAt(3) : null,
  };
}
