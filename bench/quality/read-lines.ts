// Lines of a JSONL file as objects, compressed or not, one by one: no text of the whole file is ever made.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const GZIP = [0x1f, 0x8b];
const LF = 0x0a;

/** One object of a file. What its fields hold is not known before it is read. */
export type Line = Record<string, unknown>;

/** The objects of a file in its order. Empty lines, carriage returns and a byte order mark are no data; what is no object ends it with its line. */
export function* readLines(file: string | undefined): Generator<Line> {
  const bytes = bytesOf(file);
  let number = 0;
  for (let from = 0; from < bytes.length;) {
    const at = bytes.indexOf(LF, from);
    const end = at < 0 ? bytes.length : at;
    number += 1;
    const line = bytes.toString('utf8', from, end).trim();
    from = end + 1;
    if (line !== '') yield objectOf(line, `${file}:${number}`);
  }
}

/** The file's bytes; a gzip file of several members is all of them. */
function bytesOf(file: string | undefined): Buffer {
  if (!file) fail('usage: give the file to be measured');
  try {
    const bytes = readFileSync(file);
    return bytes[0] === GZIP[0] && bytes[1] === GZIP[1] ? gunzipSync(bytes) : bytes;
  } catch (error) {
    return fail(`${file}: ${messageOf(error)}`);
  }
}

function objectOf(line: string, place: string): Line {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Line;
  } catch (error) {
    return fail(`${place}: ${messageOf(error)}`);
  }
  return fail(`${place}: no object`);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

/** A field as text, null where it is missing or no text. */
export const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;

/** A time in seconds, milliseconds or ISO 8601; the other one where it is none of these. */
export function timeOf(value: unknown, otherwise: Date): Date {
  const ms =
    typeof value === 'number'
      ? Math.abs(value) < 1e11
        ? value * 1000
        : value
      : Date.parse(textOf(value) ?? '');
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? otherwise : time;
}
