/** Bytes of a body that are examined. Pictures and archives identify themselves in their first bytes. */
const SAMPLE_BYTES = 65_536;
/** Share of bytes that no text contains. Random data has a tenth of them; a page has a few by mistake. */
const MOST_BINARY = 0.01;

/**
 * First bytes of binary files: PDF, ZIP, gzip, PNG, GIF, JPEG, RIFF (WebP, WAV), Ogg, MP3, Matroska, RAR, 7z.
 */
const SIGNATURES = [
  '%PDF-',
  'PK\u0003\u0004',
  '\u001f\u008b\u0008',
  '\u0089PNG\r\n',
  'GIF8',
  '\u00ff\u00d8\u00ff',
  'RIFF',
  'OggS',
  'ID3\u0003',
  'ID3\u0004',
  '\u001aE\u00df\u00a3',
  'Rar!',
  "7z\u00bc\u00af'",
];

/**
 * Whether a body is binary, whatever its media type says. Counts the "binary data bytes" of the WHATWG MIME
 * Sniffing standard (section 3). A text contains them only in UTF-16 and UTF-32.
 */
export function isBinary(body: Buffer, contentType: string | null): boolean {
  const sample = body.subarray(0, SAMPLE_BYTES);
  const start = sample.subarray(0, 8).toString('latin1');
  if (SIGNATURES.some((signature) => start.startsWith(signature))) return true;
  const isWide = /charset\s*=\s*["']?utf-?(?:16|32)/i.test(contentType ?? '') || looksWide(sample);
  let binary = 0;
  // By index: an iterator over the bytes of each page takes twenty times as long.
  for (let i = 0; i < sample.length; i += 1) {
    const byte = sample[i] ?? 0;
    if (isBinaryByte(byte) && !(isWide && byte === 0)) binary += 1;
  }
  return binary > sample.length * (isWide ? 0.1 : MOST_BINARY) && binary > 4;
}

const isBinaryByte = (byte: number) =>
  byte <= 0x08 || byte === 0x0b || (byte >= 0x0e && byte <= 0x1a) || (byte >= 0x1c && byte <= 0x1f);

/** A byte-order mark, or zeros in every second place and nowhere else, as markup has them in UTF-16. */
function looksWide(sample: Buffer): boolean {
  if (hasUtf16Mark(sample)) return true;
  let [even, odd] = [0, 0];
  for (let at = sample.indexOf(0); at >= 0; at = sample.indexOf(0, at + 1)) {
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  return Math.max(even, odd) > sample.length / 4 && Math.min(even, odd) <= sample.length / 100;
}

export function hasUtf16Mark(body: Buffer): boolean {
  const mark = body.subarray(0, 2).toString('hex');
  return mark === 'feff' || mark === 'fffe';
}
