const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
/** Starts a comment line. */
const HASH = 0x23;

/**
 * Number of lines that begin with a web address (sitemaps.org, "Text file"); 0 unless the first line with
 * content does.
 */
export function countLines(bytes: Uint8Array, start: number): number {
  let lines = 0;
  let isLineStart = true;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) isLineStart = true;
    else if (isLineStart && byte > SPACE) {
      isLineStart = false;
      if (isWebAddress(bytes, at)) lines += 1;
      else if (lines === 0 && byte !== HASH) return 0;
    }
  }
  return lines;
}

function isWebAddress(bytes: Uint8Array, at: number): boolean {
  return /^https?:\/\//i.test(Buffer.from(bytes.subarray(at, at + 8)).toString('latin1'));
}
