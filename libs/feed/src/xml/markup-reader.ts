import { FEED_LIMITS } from '../feed.limits.js';
import { isNameEnd, TextFinder } from './text-finder.js';

/** Alternating names and values, as written: `[name, value, name, value]`. */
export type WrittenAttributes = readonly string[];

/** Receives the tags and texts of a document in order. */
export interface MarkupSink {
  /** `isEmpty` is true for an empty-element tag. */
  open(tag: string, attributes: WrittenAttributes, isEmpty: boolean): void;
  close(tag: string): void;
  text(text: string, isCdata: boolean): void;
  /** The tag of the innermost open element, to which text belongs. */
  innermost(): string | null;
}

interface StartTag {
  attributes: string[];
  isEmpty: boolean;
  end: number;
  /**
   * False for words after a `<` that are followed by another `<`, and for a tag that the end of the text cuts
   * off.
   */
  isTag: boolean;
}

const NONE: WrittenAttributes = [];
const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const CDATA = '<![CDATA[';

/**
 * Reads XML markup, well formed or not. A `<` that begins no tag is text. A tag without `>` ends at the next
 * `<`. A section or comment without an end stops where its element ends. Linear in the text.
 */
export class MarkupReader {
  readonly finder: TextFinder;
  /** The position after the tag that was last passed to the sink. */
  at = 0;

  constructor(
    private readonly source: string,
    private readonly sink: MarkupSink,
  ) {
    this.finder = new TextFinder(source);
  }

  read(): void {
    const { source } = this;
    let from = 0;
    let next = source.indexOf('<');
    while (next >= 0) {
      this.at = next;
      const end = this.endOfMarkup(next, from);
      if (end > 0) from = end;
      next = source.indexOf('<', Math.max(this.at, end, next + 1));
    }
    if (from < source.length) this.sink.text(source.slice(from), false);
  }

  /**
   * Passes the text from `textFrom` and the markup at `start` to the sink. Returns the position after it, or
   * 0 if there is no markup.
   */
  private endOfMarkup(start: number, textFrom: number): number {
    const code = this.source.charCodeAt(start + 1);
    if (isNameStart(code)) return this.readStartTag(start, textFrom);
    if (code === SLASH && isNameStart(this.source.charCodeAt(start + 2)))
      return this.readEndTag(start, textFrom);
    if (code !== 0x21 && code !== 0x3f) return 0;
    this.flush(textFrom, start);
    if (this.isCdata(start)) return this.readCdata(start + CDATA.length);
    if (this.source.startsWith('<!--', start)) return this.behind('-->', start + 4);
    return code === 0x3f ? this.behind('?>', start + 2) : this.behind('>', start + 2);
  }

  /** Some writers spell it in small letters. */
  private isCdata(start: number): boolean {
    const { source } = this;
    return (
      source.startsWith(CDATA, start) ||
      (source[start + 2] === '[' && source.slice(start, start + CDATA.length).toUpperCase() === CDATA)
    );
  }

  private flush(from: number, to: number): void {
    if (from < to) this.sink.text(this.source.slice(from, to), false);
  }

  /** A comment or instruction without an end stops at the first `>`. */
  private behind(end: string, from: number): number {
    const place = this.finder.next(end, from);
    if (place < this.source.length) return place + end.length;
    return Math.min(this.source.length, this.finder.next('>', from) + 1);
  }

  private readEndTag(start: number, textFrom: number): number {
    const { source } = this;
    const nameEnd = endOfName(source, start + 2);
    let end = nameEnd;
    for (let code = source.charCodeAt(end); code !== GT && code !== LT && end < source.length;)
      code = source.charCodeAt(++end);
    this.flush(textFrom, start);
    this.at = source.charCodeAt(end) === GT ? end + 1 : end;
    this.sink.close(source.slice(start + 2, nameEnd));
    return this.at;
  }

  private readStartTag(start: number, textFrom: number): number {
    const { source } = this;
    const nameEnd = endOfName(source, start + 1);
    const tag = source.slice(start + 1, nameEnd);
    if (source.charCodeAt(nameEnd) === GT) {
      this.flush(textFrom, start);
      this.at = nameEnd + 1;
      this.sink.open(tag, NONE, false);
      return this.at;
    }
    const read = this.readAttributes(nameEnd);
    this.at = read.end;
    if (!read.isTag) return read.end < source.length ? 0 : read.end;
    this.flush(textFrom, start);
    this.sink.open(tag, read.attributes, read.isEmpty);
    return read.end;
  }

  private readAttributes(from: number): StartTag {
    const { source } = this;
    const attributes: string[] = [];
    let hasBareWord = false;
    let at = from;
    while (at < source.length) {
      const code = source.charCodeAt(at);
      if (code === GT)
        return { attributes, isEmpty: source.charCodeAt(at - 1) === SLASH, end: at + 1, isTag: true };
      if (code === LT)
        return { attributes, isEmpty: false, end: at, isTag: !hasBareWord && !this.isBare(attributes, at) };
      if (code <= 0x20 || code === SLASH || code === EQUALS) {
        at++;
        continue;
      }
      const nameFrom = at;
      while (at < source.length && source.charCodeAt(at) !== EQUALS && !isNameEnd(source.charCodeAt(at)))
        at++;
      const name = source.slice(nameFrom, at);
      const equals = skipSpace(source, at);
      hasBareWord ||= source.charCodeAt(equals) !== EQUALS;
      const value = hasBareWord ? { from: at, to: at, end: at } : this.valueAt(skipSpace(source, equals + 1));
      at = value.end;
      if (attributes.length < 2 * FEED_LIMITS.attributes)
        attributes.push(name, source.slice(value.from, value.to));
    }
    return { attributes, isEmpty: false, end: at, isTag: false };
  }

  /** A name alone before an end tag is text: `x <y</title>`. */
  private isBare(attributes: readonly string[], end: number): boolean {
    return attributes.length === 0 && this.source.charCodeAt(end + 1) === SLASH;
  }

  /** The value of an attribute. A quote that is never closed ends with its tag. */
  private valueAt(from: number): { from: number; to: number; end: number } {
    const { source } = this;
    const quote = source[from];
    if (quote === '"' || quote === "'") {
      const end = this.finder.next(quote, from + 1);
      const isClosed =
        end < source.length && (isBehindValue(source.charCodeAt(end + 1)) || !this.holdsTag(from, end));
      if (isClosed) return { from: from + 1, to: end, end: end + 1 };
    }
    const isQuoted = quote === '"' || quote === "'";
    const start = isQuoted ? from + 1 : from;
    let end = start;
    while (end < source.length && source.charCodeAt(end) > 0x20 && source.charCodeAt(end) !== GT) end++;
    if (!isQuoted && source.charCodeAt(end) === GT && source.charCodeAt(end - 1) === SLASH) end--;
    const last = source[end - 1];
    const isHalfQuoted = !isQuoted && end > start && (last === '"' || last === "'");
    return { from: start, to: isHalfQuoted ? end - 1 : end, end };
  }

  private holdsTag(from: number, to: number): boolean {
    const tag = this.finder.next('<', from);
    return tag < to && this.source.slice(from, to).includes('>');
  }

  /**
   * A section without an end would extend to the end of the next section. It is recognised by the end tag of
   * its own element with another section after it; it then ends at that tag.
   */
  private readCdata(from: number): number {
    const { source, finder } = this;
    const end = finder.next(']]>', from);
    const tag = this.sink.innermost();
    const endTag = tag === null ? source.length : finder.nextTag('</', tag, from);
    const isUnterminated = endTag < end && (end === source.length || this.hasSection(endTag, end));
    const to = isUnterminated ? endTag : end;
    if (to > from) this.sink.text(source.slice(from, to), true);
    return isUnterminated ? to : Math.min(source.length, to + 3);
  }

  private hasSection(from: number, to: number): boolean {
    const place = this.source.indexOf(CDATA, from);
    return place >= 0 && place < to;
  }
}

/** A letter, `_`, `:` or any character beyond ASCII. */
function isNameStart(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || code === 0x5f || code === 0x3a || code >= 0x80;
}

function endOfName(source: string, from: number): number {
  let at = from;
  while (at < source.length && !isNameEnd(source.charCodeAt(at))) at++;
  return at;
}

function skipSpace(source: string, from: number): number {
  let at = from;
  while (at < source.length && source.charCodeAt(at) <= 0x20) at++;
  return at;
}

/** What may follow a closing quote. */
const isBehindValue = (code: number): boolean => isNameEnd(code) || code === 0x3f;
