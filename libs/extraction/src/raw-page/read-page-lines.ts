import { gunzipSync } from 'node:zlib';
import { decodePage } from '../charset/decode-page.js';
import { BLOCKS, UNSEEN } from '../page/element-names.js';
import { parsePage } from '../page/parse-page.js';
import type { PageElement } from '../page/page-tree.js';
import { collapseSpace } from '../text/collapse-space.js';
import { matchKey } from '../text/match-key.js';

/** Plain data, because it goes to a worker thread. */
export interface PageLinesJob {
  /** Compressed as in RFC 1952. */
  gzip: Uint8Array;
  /** Bytes after decompression. */
  maxBytes: number;
  contentType: string | null;
  url: string | null;
  /** What the record has of the page: its text, headline and other lines. */
  taken: readonly string[];
}

export interface PageLine {
  /** The block that the line stands in, such as `p` or `li`. */
  tag: string;
  text: string;
  /** Whether the record has the line, or nearly all of it. */
  taken: boolean;
}

export interface PageLines {
  charset: string;
  lines: PageLine[];
  /** Whether the page has more lines than are given. */
  cut: boolean;
}

const MAX_LINES = 5000;
/** Characters of one line that are given. */
const MAX_LINE = 4000;
/** Characters of a piece by which a line is looked up in the taken text. */
const PIECE = 8;
/** Share of the pieces of a line that must stand in the taken text. */
const TAKEN_SHARE = 0.8;

/**
 * All lines of text that a reader may see on a page, in page order, each with whether the record took it. A
 * short line counts as taken only if it is a whole line of the record; a longer one if most of its pieces of
 * eight characters stand there, so that a changed quotation mark or a cut word does not matter. Linear in
 * the length of the page.
 * @throws ExtractionError `too_complex`, as for reading an article; RangeError for more than `maxBytes`.
 */
export function readPageLines(job: PageLinesJob): PageLines {
  const bytes = gunzipSync(job.gzip, { maxOutputLength: job.maxBytes });
  const { text, charset } = decodePage(bytes, job.contentType, job.url);
  const all = new LineList();
  readInto(all, parsePage(text), 'div');
  const isTaken = takenTest(job.taken);
  const lines = all.lines.map((line) => ({ ...line, taken: isTaken(line.text) }));
  return { charset, lines, cut: all.cut };
}

class LineList {
  readonly lines: Omit<PageLine, 'taken'>[] = [];
  cut = false;

  add(tag: string, run: string): void {
    const text = collapseSpace(run.slice(0, 2 * MAX_LINE))
      .slice(0, MAX_LINE)
      .toWellFormed();
    if (text === '') return;
    if (this.lines.length < MAX_LINES) this.lines.push({ tag, text });
    else this.cut = true;
  }
}

function readInto(lines: LineList, element: PageElement, tag: string): void {
  let run = '';
  const walkInline = (parent: PageElement): void => {
    for (const child of parent.children) {
      if (child.kind === 'text') run += child.text;
      else if (child.name === 'br' || BLOCKS.has(child.name)) {
        lines.add(tag, run);
        run = '';
        if (child.name !== 'br') readInto(lines, child, child.name);
      } else if (!UNSEEN.has(child.name)) walkInline(child);
    }
  };
  walkInline(element);
  lines.add(tag, run);
}

function takenTest(taken: readonly string[]): (line: string) => boolean {
  const whole = new Set<string>();
  const pieces = new Set<string>();
  for (const line of taken.flatMap((text) => text.split('\n'))) {
    const key = matchKey(line);
    whole.add(key);
    for (let at = 0; at + PIECE <= key.length; at++) pieces.add(key.slice(at, at + PIECE));
  }
  return (line) => {
    const key = matchKey(line);
    if (key === '') return false;
    if (whole.has(key)) return true;
    const count = key.length - PIECE + 1;
    if (count < PIECE) return false;
    let found = 0;
    for (let at = 0; at < count; at++) if (pieces.has(key.slice(at, at + PIECE))) found += 1;
    return found >= count * TAKEN_SHARE;
  };
}
