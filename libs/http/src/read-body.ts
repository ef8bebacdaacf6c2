import type { IncomingMessage } from 'node:http';
import { HttpError } from './http.errors.js';

/**
 * Reads a body up to `maxBytes` as received and then closes the connection. With `isCut` it returns the bytes
 * read so far. Throws HttpError `too_large` or `truncated`.
 */
export async function readBody(
  response: IncomingMessage,
  { maxBytes, isCut }: { maxBytes: number; isCut: boolean },
): Promise<Buffer> {
  const tooLarge = () => new HttpError('too_large', `the body is over ${maxBytes} bytes`);
  if (!isCut && Number(response.headers['content-length']) > maxBytes) {
    response.destroy();
    throw tooLarge();
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes && !isCut) throw tooLarge();
      chunks.push(chunk);
      // Leaving the loop destroys the response and its connection.
      if (bytes > maxBytes) return Buffer.concat(chunks).subarray(0, maxBytes);
    }
  } catch (cause) {
    if (cause instanceof HttpError) throw cause;
    throw new HttpError('truncated', `the connection ended after ${bytes} bytes of the body`, { cause });
  }
  if (!response.complete) throw new HttpError('truncated', `the body ended after ${bytes} bytes`);
  return Buffer.concat(chunks);
}
