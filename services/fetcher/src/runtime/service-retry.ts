import { backoffMs, RETRY_POLICIES, type RetryPolicy } from '@dateline/config';
import { describeError, TransientError } from '@dateline/messaging';
import { isTransientStorageError } from '@dateline/storage';
import { Logger } from '@nestjs/common';

/** Resolves after the time, or as soon as the signal is aborted. Never throws. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

/**
 * Repeats work while Kafka or MongoDB is away. Fetched data stays in memory meanwhile, so that an outage
 * neither loses it nor causes another request to the site. The slot stays occupied, so that no more is
 * fetched than can be written.
 */
export class ServiceRetry {
  private readonly logger = new Logger('Fetcher');

  constructor(
    private readonly stopping: AbortSignal,
    private readonly policy: RetryPolicy = RETRY_POLICIES.serviceAway,
  ) {}

  /** Whether Kafka or MongoDB is away for now. */
  isTransient(error: unknown): boolean {
    return error instanceof TransientError || isTransientStorageError(error);
  }

  /** Throws errors other than outages at once, and the outage itself at shutdown. */
  async whileUnavailable<T>(what: string, work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (!this.isTransient(error) || this.stopping.aborted) throw error;
        const waitMs = backoffMs(attempt, this.policy);
        this.logger.warn(`${what}: try ${attempt} failed, next in ${waitMs} ms: ${describeError(error)}`);
        await pause(waitMs, this.stopping);
      }
    }
  }
}
