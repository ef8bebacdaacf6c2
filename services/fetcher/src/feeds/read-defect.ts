import type { FeedDoc } from '@dateline/storage';
import type { LoggerService } from '@nestjs/common';
import type { FeedReading } from '../documents/read-feed-response.js';
import type { ServiceRetry } from '../runtime/service-retry.js';

export interface DefectDependencies {
  retry: Pick<ServiceRetry, 'isTransient'>;
  logger: Pick<LoggerService, 'error'>;
}

/**
 * Turns a failure of our own code or of a database rule into the poll's outcome, because throwing it would
 * block the host for good. Rethrows outages and shutdown.
 */
export function readDefect(
  { feedId }: Pick<FeedDoc, 'feedId'>,
  error: unknown,
  { retry, logger }: DefectDependencies,
): FeedReading {
  if (retry.isTransient(error)) throw error;
  logger.error({ msg: 'a poll failed by a defect', feedId, err: error });
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { kind: 'failed', failure: { class: 'internal', status: null, message, retryAfterSeconds: null } };
}
