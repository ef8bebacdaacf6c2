import { Logger } from '@nestjs/common';

/** Exit code when the grace period ends with work under way, as EX_TEMPFAIL of sysexits.h. Nothing is lost then. */
const WORK_LEFT = 75;

/**
 * Drains once on SIGTERM or SIGINT and then exits. A second signal, or the end of the grace period, exits at
 * once.
 */
export function stopOnSignals(graceMs: number, drain: () => Promise<void>): void {
  const logger = new Logger('Shutdown');
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.log(`${signal}: finishing what is under way`);
    setTimeout(() => {
      logger.error(`not done after ${graceMs} ms; what is left will be done again by another replica`);
      process.exit(WORK_LEFT);
    }, graceMs).unref();
    drain().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => {
    stop('SIGTERM');
  });
  process.on('SIGINT', () => {
    stop('SIGINT');
  });
}
