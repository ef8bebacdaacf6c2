import { BadRequestException, PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import { OpmlBrokenOff } from './import-opml.js';
import { OpmlTooLarge, UnknownCharset } from './read-opml-parts.js';

/** What the API answers for an OPML document that cannot be read; any other error as it is. */
export function opmlProblem(error: unknown): unknown {
  if (error instanceof UnknownCharset) return new UnsupportedMediaTypeException(error.message);
  if (error instanceof OpmlTooLarge) return new PayloadTooLargeException(error.message);
  if (!(error instanceof OpmlBrokenOff)) return error;
  return error.cause instanceof OpmlTooLarge
    ? new PayloadTooLargeException(error.message)
    : new BadRequestException(`The body is not OPML: ${error.message}`);
}
