import { BadRequestException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

const DECODERS: Record<string, () => Transform> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * The bytes of a request, decoded, as they arrive. The request stays open when the reader stops early, so that
 * it can be answered. Throws HttpException for a coding that is unknown or broken.
 */
export async function* openBody(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  const coding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  const decoder = DECODERS[coding]?.();
  if (!decoder && coding !== 'identity')
    throw new UnsupportedMediaTypeException(`The content encoding "${coding}" is not known.`);
  if (!decoder) {
    yield* partsOf(request);
    return;
  }
  request.once('error', (error) => decoder.destroy(error));
  request.once('aborted', () => decoder.destroy(new Error('the client has gone')));
  try {
    yield* partsOf(request.pipe(decoder));
  } catch (error) {
    if (String(Reflect.get(Object(error), 'code')).startsWith('Z_'))
      throw new BadRequestException(`The body is not ${coding}: ${String(error)}.`);
    throw error;
  } finally {
    request.unpipe(decoder);
    decoder.destroy();
  }
}

const partsOf = (stream: Readable): AsyncIterable<Uint8Array> =>
  stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;

/** The charset that the media type names. */
export function charsetOf({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  return /;\s*charset="?([^\s";]{1,40})/i.exec(headers['content-type'] ?? '')?.[1];
}
