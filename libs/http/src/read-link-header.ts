import { readLocation } from './request-url.js';

/** One link of a Link header field; the address is absolute. */
export interface LinkValue {
  rels: string[];
  url: string;
}

const MAX_LENGTH = 16_384;
const SPACE_OR_SEMICOLON = /[\s;]/;
const ENDS_NAME = /[\s=;,<]/;
const ENDS_VALUE = /[\s;,]/;

/**
 * The links of a Link header field (RFC 8288), in order; unreadable parts are skipped. Some servers forget
 * the semicolon before a parameter, so a space ends one too. Linear in the field's length.
 */
export function readLinkHeader(field: string | undefined, base: string): LinkValue[] {
  const scanner = new LinkScanner((field ?? '').slice(0, MAX_LENGTH));
  const links: LinkValue[] = [];
  for (let link = scanner.next(); link !== null; link = scanner.next()) {
    const rels = (link.rel ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const written = readLocation(link.target.trim());
    if (rels.length > 0 && URL.canParse(written, base))
      links.push({ rels, url: new URL(written, base).href });
  }
  return links;
}

/** Scans the field once. */
class LinkScanner {
  private at = 0;

  constructor(private readonly field: string) {}

  next(): { target: string; rel: string | null } | null {
    const open = this.field.indexOf('<', this.at);
    const close = open < 0 ? -1 : this.field.indexOf('>', open);
    if (close < 0) return null;
    this.at = close + 1;
    return { target: this.field.slice(open + 1, close), rel: this.rel() };
  }

  /** Reads the parameters up to the comma or the next link. Only the first `rel` counts (section 3.3). */
  private rel(): string | null {
    let rel: string | null = null;
    for (;;) {
      this.skip(SPACE_OR_SEMICOLON);
      const start = this.at;
      this.skipTo(ENDS_NAME);
      if (this.at === start) return rel;
      const isRel = this.field.slice(start, this.at).toLowerCase() === 'rel';
      const value = this.value();
      if (isRel) rel ??= value;
    }
  }

  private value(): string {
    this.skip(/\s/);
    if (this.field[this.at] !== '=') return '';
    this.at += 1;
    this.skip(/\s/);
    return this.field[this.at] === '"' ? this.quoted() : this.bare();
  }

  private bare(): string {
    const start = this.at;
    this.skipTo(ENDS_VALUE);
    return this.field.slice(start, this.at);
  }

  private quoted(): string {
    const start = (this.at += 1);
    while (this.at < this.field.length && this.field[this.at] !== '"')
      this.at += this.field[this.at] === '\\' ? 2 : 1;
    const text = this.field.slice(start, this.at);
    this.at += 1;
    return text;
  }

  private skip(over: RegExp): void {
    while (this.at < this.field.length && over.test(this.field[this.at] ?? '')) this.at += 1;
  }

  private skipTo(end: RegExp): void {
    while (this.at < this.field.length && !end.test(this.field[this.at] ?? '')) this.at += 1;
  }
}
