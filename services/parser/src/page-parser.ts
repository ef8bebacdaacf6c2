import { EXTRACTOR_VERSION, type PageReading, type RawPageJob } from '@dateline/extraction';
import { BoundedPool, type PoolLimits } from '@dateline/worker-pool';
import { Logger } from '@nestjs/common';

/** Parses raw pages in threads. The threads load the extraction library's own entry module. */
export type PageParser = BoundedPool<RawPageJob, PageReading>;

/** The thread pool of the parse stage. */
export function openPageParser(limits: PoolLimits): PageParser {
  const logger = new Logger('Threads');
  logger.log(
    `${limits.threads} parsing threads, extractor ${EXTRACTOR_VERSION}: ${limits.taskMs} ms and ${limits.memoryMb} MB a page`,
  );
  const work = { module: import.meta.resolve('@dateline/extraction'), exportName: 'parseRawPage' };
  return new BoundedPool<RawPageJob, PageReading>(work, limits, (error) => {
    logger.error({ msg: 'an idle parsing thread ended', err: error });
  });
}
