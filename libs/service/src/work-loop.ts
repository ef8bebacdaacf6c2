import { describeError } from '@dateline/messaging';
import type { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';

export interface LoopWork {
  /** Does the next unit of work. False when there is none. */
  next: () => Promise<boolean>;
  logger: Logger;
  /** Log text when a unit of work fails. The loop continues and must find the work again. */
  complaint: string;
  /** Pause when no work is left, in milliseconds. */
  idleMs: number;
  /** Pause after this many consecutive failures, in milliseconds; by default the idle pause. */
  afterFailuresMs?: (failures: number) => number;
  stopping: AbortSignal;
}

/** Repeats a unit of work until the service stops. */
export class WorkLoop {
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly on: LoopWork) {}

  start(): void {
    this.running = this.run();
  }

  /** Resolves once the current unit is done; the signal ends the loop. */
  async stop(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    const { next, logger, complaint, idleMs, stopping } = this.on;
    const afterFailuresMs = this.on.afterFailuresMs ?? (() => idleMs);
    let failures = 0;
    while (!stopping.aborted) {
      let found = false;
      try {
        found = await next();
        failures = 0;
      } catch (error) {
        failures += 1;
        logger.warn(`${complaint}: ${describeError(error)}`);
      }
      if (found) continue;
      const waitMs = failures > 0 ? afterFailuresMs(failures) : idleMs;
      // An abort ends the pause, and with it the loop.
      await sleep(waitMs, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
}
