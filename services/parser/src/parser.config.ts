import { integer, list } from '@dateline/config';
import { PAGE_TYPES } from '@dateline/contracts';
import { ARTICLE_PAGE_TYPES } from '@dateline/extraction';
import { commonSettings } from '@dateline/service';
import { Type, type Static } from 'typebox';

const MIB = 1024 * 1024;

export const parserSettings = Type.Object({
  ...commonSettings('parser').properties,
  PARSER_PAGE_MAX_BYTES: integer(
    10 * MIB,
    [1024, 64 * MIB],
    'Largest page that is parsed, in bytes after decompression',
  ),
  PARSER_THREADS: integer(
    0,
    [0, 256],
    'Threads that parse; 0 is one for each processor, as far as the memory of the container goes',
  ),
  PARSER_PAGE_TIMEOUT_MS: integer(
    10_000,
    [10, 600_000],
    'Most processor time that one page may take; on a busy machine it is given up to eight times as long',
  ),
  PARSER_THREAD_MEMORY_MB: integer(
    160,
    [64, 16_384],
    'Largest JavaScript heap of one parsing thread, in MiB; a page that needs more is rejected',
  ),
  ARTICLE_PAGE_TYPES: list(
    [...ARTICLE_PAGE_TYPES],
    'Classes of page that become articles, comma-separated; a page of another class is rejected as not_an_article. What is ruled for a feed by PATCH /feeds/{feedId} goes before it',
    `^(?:${Object.keys(PAGE_TYPES).join('|')})$`,
  ),
});
export type ParserSettings = Static<typeof parserSettings>;
