import { FeedError, OpmlReader, type OpmlOutline } from '@dateline/feed';

/** The body has more bytes than are taken. */
export class OpmlTooLarge extends Error {
  readonly code = 'opml_too_large';
  constructor(readonly maxBytes: number) {
    super(`The OPML document is too large: more than ${maxBytes} bytes.`);
    this.name = 'OpmlTooLarge';
  }
}

export class UnknownCharset extends Error {
  readonly code = 'unknown_charset';
  constructor(readonly charset: string) {
    super(`The charset "${charset}" is not known.`);
    this.name = 'UnknownCharset';
  }
}

/** Whether an error is about the document itself. */
export const isOpmlProblem = (error: unknown): error is FeedError | OpmlTooLarge =>
  error instanceof FeedError || error instanceof OpmlTooLarge;

/**
 * The outlines of an OPML document as its bytes arrive. The next bytes are taken only when those outlines are
 * done with, and other work comes in between. Throws FeedError, OpmlTooLarge and UnknownCharset.
 */
export async function* readOpmlParts(
  bytes: AsyncIterable<Uint8Array>,
  { maxBytes, charset = 'utf-8' }: { maxBytes: number; charset?: string | undefined },
): AsyncGenerator<OpmlOutline[]> {
  const decoder = decoderOf(charset);
  const reader = new OpmlReader();
  let read = 0;
  for await (const part of bytes) {
    read += part.byteLength;
    if (read > maxBytes) throw new OpmlTooLarge(maxBytes);
    yield reader.read(decoder.decode(part, { stream: true }));
  }
  yield reader.read(decoder.decode());
  yield reader.end();
}

function decoderOf(charset: string) {
  try {
    return new TextDecoder(charset);
  } catch (error) {
    // A RangeError (WHATWG Encoding, section 7.1).
    if (Reflect.get(Object(error), 'code') === 'ERR_ENCODING_NOT_SUPPORTED')
      throw new UnknownCharset(charset);
    throw error;
  }
}
