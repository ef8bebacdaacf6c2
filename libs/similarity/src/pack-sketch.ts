import type { Sketch } from './sketch-of.js';

const FORMAT = 1;
const HEADER_INTS = 5;

/** A packed sketch that this version does not read; sketch the text anew. */
export class UnknownSketchFormat extends Error {
  readonly code = 'unknown_sketch_format';

  constructor(readonly format: number) {
    super(`sketch format ${format}, not ${FORMAT}`);
    this.name = 'UnknownSketchFormat';
  }
}

/**
 * A sketch as little-endian 32-bit integers, without its keys, which the store holds beside it for its index: format, length,
 * whether there is a headline key, that key, how many values; the values; the numbers.
 */
export function packSketch({ values, numbers, length, headlineKey }: Sketch): Uint8Array {
  const ints = [
    FORMAT,
    length,
    headlineKey === null ? 0 : 1,
    headlineKey ?? 0,
    values.length,
    ...values,
    ...numbers,
  ];
  const bytes = new Uint8Array(ints.length * 4);
  const view = new DataView(bytes.buffer);
  ints.forEach((int, i) => view.setInt32(i * 4, int, true));
  return bytes;
}

/** The sketch that was packed; throws UnknownSketchFormat. */
export function unpackSketch(bytes: Uint8Array, keys: readonly number[]): Sketch {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ints: number[] = [];
  for (let at = 0; at + 4 <= bytes.byteLength; at += 4) ints.push(view.getInt32(at, true));
  const [format = 0, length = 0, hasHeadline = 0, headlineKey = 0, valueCount = 0] = ints;
  if (format !== FORMAT || ints.length < HEADER_INTS + valueCount) throw new UnknownSketchFormat(format);
  return {
    keys: [...keys],
    values: ints.slice(HEADER_INTS, HEADER_INTS + valueCount),
    numbers: ints.slice(HEADER_INTS + valueCount),
    length,
    headlineKey: hasHeadline === 1 ? headlineKey : null,
  };
}
