import type { PageLines, PageLinesJob } from '@dateline/extraction';
import type { OnModuleDestroy } from '@nestjs/common';
import { BoundedPool, TaskLost, TaskOutOfMemory, TaskTimedOut } from '@dateline/worker-pool';

const LIMITS = { threads: 1, taskMs: 5000, memoryMb: 192 };

/** A kept page that cannot be shown, with the reason. */
export class PageUnreadable extends Error {
  override readonly name = 'PageUnreadable';
}

const isPoolError = (error: unknown): error is Error =>
  error instanceof TaskLost || error instanceof TaskOutOfMemory || error instanceof TaskTimedOut;
/** The thread passes on the name of an error and not its class. */
const isTooComplex = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'ExtractionError';

/**
 * Reads the lines of pages in a thread of its own, so that a hostile page stops nothing else. The thread
 * begins with the first page, because few gateways are ever asked for one.
 */
export class PageReader implements OnModuleDestroy {
  private pool: BoundedPool<PageLinesJob, PageLines> | null = null;

  constructor(private readonly onThreadError: (error: unknown) => void) {}

  /** @throws PageUnreadable for a page beyond the limits of time, memory or nesting. */
  async read(job: PageLinesJob): Promise<PageLines> {
    this.pool ??= new BoundedPool<PageLinesJob, PageLines>(
      { module: import.meta.resolve('@dateline/extraction'), exportName: 'readPageLines' },
      LIMITS,
      this.onThreadError,
    );
    try {
      return await this.pool.run(job);
    } catch (error) {
      if (isPoolError(error) || isTooComplex(error))
        throw new PageUnreadable(error.message, { cause: error });
      throw error;
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.close();
  }
}
