const LF = 0x0a;
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const STATUS = /^HTTP\/(\d)(?:\.(\d))?[ \t]+(\d{3})(?:[ \t]+(.*))?$/i;

/**
 * Rewrites the head of an HTTP/1 response the way browsers and curl read it, before Node's strict parser sees
 * it. It joins folded lines (RFC 9112 section 5.2), takes a bare LF as the end of a line (section 2.2), turns
 * control characters into spaces, and removes a space before the colon and lines that are not fields. It
 * writes a repeated Content-Length once, and removes one that is unreadable or beside a Transfer-Encoding
 * (section 6.3). Lengths that contradict one another stay, so that the parser refuses them.
 *
 * `push` takes the bytes of the connection and returns those for the parser. Once `isDone` is true, the rest
 * of the connection is body.
 */
export class HeadRepair {
  private held: Buffer = Buffer.alloc(0);
  private done = false;

  constructor(private readonly maxBytes: number) {}

  get isDone(): boolean {
    return this.done;
  }

  push(chunk: Buffer): Buffer {
    if (this.done) return chunk;
    this.held = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk]);
    const heads: Buffer[] = [];
    while (!this.done) {
      const end = endOfHead(this.held);
      if (end < 0) break;
      const head = repaired(this.held.subarray(0, end).toString('latin1'));
      heads.push(Buffer.from(head.text, 'latin1'));
      this.held = this.held.subarray(end);
      // Another head follows an interim response (100, 103).
      this.done = !head.isInterim;
    }
    if (this.done || this.held.length > this.maxBytes) return this.end(heads);
    return Buffer.concat(heads);
  }

  /** The bytes still held back when the connection ends before the head does. */
  end(before: Buffer[] = []): Buffer {
    this.done = true;
    const rest = this.held;
    this.held = Buffer.alloc(0);
    return Buffer.concat([...before, rest]);
  }
}

/**
 * Index after the empty line that ends a head; -1 when it is not there yet. Empty lines before the head
 * belong to it.
 */
function endOfHead(bytes: Buffer): number {
  let isFirst = true;
  for (let start = 0; ;) {
    const lf = bytes.indexOf(LF, start);
    if (lf < 0) return -1;
    const isEmpty = lf === start || (lf === start + 1 && bytes[start] === 0x0d);
    if (isEmpty && !isFirst) return lf + 1;
    isFirst &&= isEmpty;
    start = lf + 1;
  }
}

function repaired(head: string): { text: string; isInterim: boolean } {
  const [first = '', ...rest] = linesOf(head);
  const status = STATUS.exec(first);
  if (!status) return { text: head, isInterim: false };
  const [, major, minor = '1', code = '', reason = ''] = status;
  const fields = withOneLength(rest.flatMap(fieldOf));
  const lines = [
    `HTTP/${major}.${minor} ${code} ${reason}`,
    ...fields.map(([name, value]) => `${name}: ${value}`),
  ];
  return { text: `${lines.join('\r\n')}\r\n\r\n`, isInterim: code.startsWith('1') && code !== '101' };
}

/**
 * Lines without their ends and control characters, with folded lines joined and empty lines removed at both
 * ends.
 */
function linesOf(head: string): string[] {
  const lines: string[] = [];
  for (const raw of head.split('\n')) {
    const line = raw.replace(/\r$/, '').replace(/[\x00-\x08\x0b-\x1f\x7f]/g, ' ');
    if (lines.length > 1 && /^[ \t]/.test(line)) lines[lines.length - 1] += ` ${line.trim()}`;
    else if (line.trim() !== '') lines.push(line);
  }
  return lines;
}

type Field = readonly [name: string, value: string];

function fieldOf(line: string): Field[] {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(0, colon)).trim();
  return TOKEN.test(name) ? [[name, line.slice(colon + 1).trim()]] : [];
}

function withOneLength(fields: Field[]): Field[] {
  const isLength = ([name]: Field) => name.toLowerCase() === 'content-length';
  const isCoded = fields.some(([name, value]) => name.toLowerCase() === 'transfer-encoding' && value !== '');
  const said = fields.filter(isLength).flatMap(([, value]) => value.split(',').map((v) => v.trim()));
  const lengths = isCoded ? [] : [...new Set(said.filter((value) => /^\d+$/.test(value)))];
  return [
    ...fields.filter((field) => !isLength(field)),
    ...lengths.map((value) => ['Content-Length', value] as const),
  ];
}
