import { stdSerializers } from 'pino';

/** Characters of one text in a log line: enough for an address or the stack of an error. */
const MAX_TEXT = 4_000;
const MAX_ITEMS = 40;
const MAX_DEPTH = 5;
/** Characters of all texts of one line. */
const MAX_LINE = 32_000;

/** A text of a log line: well formed, and cut where it is longer than any that is worth reading. */
export function boundedText(text: string, max = MAX_TEXT): string {
  const cut = text.length <= max ? text : `${text.slice(0, max)}… (${text.length} characters)`;
  return cut.toWellFormed();
}

/** The fields of a log line within its bounds, whatever a feed or page put into them. */
export function boundedFields(fields: Record<string, unknown>): Record<string, unknown> {
  return new Bounds().record(fields, 0);
}

class Bounds {
  private left = MAX_LINE;

  record(fields: object, depth: number): Record<string, unknown> {
    const entries = Object.entries(fields).slice(0, MAX_ITEMS);
    return Object.fromEntries(
      entries.map(([name, value]) => [this.text(name, 200), this.value(value, depth + 1)]),
    );
  }

  private value(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return this.text(value, MAX_TEXT);
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    if (depth > MAX_DEPTH) return '…';
    if (value instanceof Error) return this.record(stdSerializers.err(value), depth);
    if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => this.value(item, depth + 1));
    if (value instanceof Uint8Array) return `${value.byteLength} bytes`;
    return this.record(value, depth);
  }

  private text(text: string, max: number): string {
    const bounded = boundedText(text, Math.min(max, this.left));
    this.left = Math.max(0, this.left - bounded.length);
    return bounded;
  }
}
