import { commonSettings } from '@dateline/service';
import { Type, type Static } from 'typebox';
import { integer } from '@dateline/config';

export const parserSettings = Type.Object({
  ...commonSettings(8082).properties,
  PARSER_PAGE_MAX_BYTES: integer(
    10 * 1024 * 1024,
    [1024, 64 * 1024 * 1024],
    'Largest page that is parsed, in bytes after decompression',
  ),
});
export type ParserSettings = Static<typeof parserSettings>;
