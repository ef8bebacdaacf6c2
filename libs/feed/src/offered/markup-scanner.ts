const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const SPACE = 0x20;
/** The bytes of a tag in which namespaces are looked for. */
const MAX_ATTRIBUTES = 8_192;
const MAX_NAME = 200;

/** A tag as it stands in the bytes. */
export interface Tag {
  kind: 'start' | 'end' | 'empty';
  prefix: string;
  /** Without prefix, in lower case. */
  name: string;
  /** The namespaces that it declares, by prefix; '' is the default one. */
  namespaces: readonly (readonly [prefix: string, uri: string])[];
}

/**
 * The tags, in order, of a document that may break every rule of XML. Comments, instructions and CDATA are
 * skipped. If one of them never ends, it is ignored and the tags after its start count. Quotes are ignored,
 * because no attribute may hold a `<`.
 */
export class MarkupScanner {
  private at = 0;
  private readonly ends = new Map<string, number>();
  private readonly bytes: Buffer;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  next(): Tag | null {
    const { bytes } = this;
    for (;;) {
      while (this.at < bytes.length && bytes[this.at] !== LESS) this.at += 1;
      if (this.at >= bytes.length) return null;
      const tag = this.take();
      if (tag) return tag;
    }
  }

  private take(): Tag | null {
    const second = this.bytes[this.at + 1] ?? 0;
    if (second === 0x21) return this.skipDeclaration();
    if (second === 0x3f) return this.skipTo('>', 2);
    const isEnd = second === SLASH;
    const from = this.at + (isEnd ? 2 : 1);
    const to = this.endOfName(from);
    this.at = Math.max(to, from);
    if (to === from || to - from > MAX_NAME) return null;
    const written = this.bytes.toString('latin1', from, to).toLowerCase();
    const colon = written.indexOf(':');
    const close = this.endOfTag(to);
    const isEmpty = this.bytes[close - 1] === SLASH;
    this.at = close;
    return {
      kind: isEnd ? 'end' : isEmpty ? 'empty' : 'start',
      prefix: colon < 0 ? '' : written.slice(0, colon),
      name: written.slice(colon + 1),
      namespaces: isEnd || close - to < 8 ? [] : this.namespacesIn(to, close),
    };
  }

  private endOfName(from: number): number {
    let to = from;
    while (to < this.bytes.length && isNameByte(this.bytes[to] ?? 0)) to += 1;
    const behind = this.bytes[to];
    const isDelimited = behind === undefined || behind <= SPACE || behind === SLASH || behind === GREATER;
    return isDelimited && !isDigit(this.bytes[from] ?? 0) ? to : from;
  }

  private endOfTag(from: number): number {
    let at = from;
    while (at < this.bytes.length && this.bytes[at] !== GREATER && this.bytes[at] !== LESS) at += 1;
    return at;
  }

  private namespacesIn(from: number, to: number): [string, string][] {
    const text = this.bytes.toString('latin1', from, Math.min(to, from + MAX_ATTRIBUTES));
    if (!text.includes('xmlns')) return [];
    const found = text.matchAll(/\sxmlns(?::([\w.-]{1,200}))?\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)')/gi);
    return [...found].map(([, prefix = '', a, b]) => [prefix.toLowerCase(), a ?? b ?? '']);
  }

  /** Skips a comment, a CDATA section, or a DOCTYPE with its internal subset. */
  private skipDeclaration(): null {
    const { at } = this;
    const isAt = (token: string) =>
      this.bytes.toString('latin1', at, at + token.length).toUpperCase() === token;
    if (isAt('<!--')) return this.skipTo('-->', 4);
    if (isAt('<![CDATA[')) return this.skipCdata();
    if (isAt('<!DOCTYPE')) {
      const subset = this.find('[', at);
      if (subset < this.find('>', at)) return this.skipTo(']', subset - at + 1);
    }
    return this.skipTo('>', 2);
  }

  /** A section has no end of its own if an item ends and another section begins before the next end. */
  private skipCdata(): null {
    const { at } = this;
    const token = '<![CDATA[';
    const inner = this.find(token, at + token.length);
    const end = this.find(']]>', at);
    const isUnended = inner < end && (this.find('</item', at) < inner || this.find('</entry', at) < inner);
    this.at = isUnended || end === Infinity ? at + token.length : end + 3;
    return null;
  }

  private skipTo(token: string, offset: number): null {
    const end = this.find(token, this.at + offset);
    this.at = end === Infinity ? this.at + offset : end + token.length;
    return null;
  }

  /** Index of the next token. An index stays valid until it is passed, so all searches together are linear. */
  private find(token: string, from: number): number {
    const known = this.ends.get(token) ?? -1;
    if (known >= from) return known;
    const found = this.bytes.indexOf(token, from, 'latin1');
    const place = found < 0 ? Infinity : found;
    this.ends.set(token, place);
    return place;
  }
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
/** Letters, digits, `_ - . :` and everything beyond ASCII. */
const isNameByte = (byte: number): boolean =>
  byte >= 0x80 ||
  (byte >= 0x61 && byte <= 0x7a) ||
  (byte >= 0x41 && byte <= 0x5a) ||
  isDigit(byte) ||
  byte === 0x5f ||
  byte === 0x2d ||
  byte === 0x2e ||
  byte === 0x3a;
