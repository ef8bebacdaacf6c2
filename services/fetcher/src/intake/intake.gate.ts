import { describeError } from '@dateline/messaging';
import { WorkLoop } from '@dateline/service';
import { Logger } from '@nestjs/common';
import {
  judgePressure,
  type Pressure,
  type PressureKind,
  type PressureLimits,
  type PressureReason,
} from './judge-pressure.js';

/** What the API shows of the intake. */
export interface IntakeReport {
  paused: boolean;
  reasons: PressureReason[];
  /** Since when it is as it is, ISO 8601. */
  since: string;
  checkedAt: string;
}

export interface IntakeDependencies {
  read: () => Promise<Pressure>;
  limits: PressureLimits;
  /** Keeps the report where the gateway finds it. */
  report: (report: IntakeReport) => Promise<void>;
  now: () => Date;
  pauseMs: number;
  stopping: AbortSignal;
}

/**
 * Whether the fetcher may take on new work. It closes when the stages behind it fall too far back or the disk runs full, and
 * opens when there is room again. What is under way goes on.
 */
export class IntakeGate {
  private readonly logger = new Logger('Intake');
  private readonly loop: WorkLoop;
  private found: PressureReason[] = [];
  private since: Date;

  constructor(private readonly on: IntakeDependencies) {
    this.since = on.now();
    this.loop = new WorkLoop({
      next: async () => {
        await this.look();
        return false;
      },
      logger: this.logger,
      // Without an answer it stays as it is: while a store is away, finished work waits for it anyway.
      complaint: 'lag and free disk could not be read',
      idleMs: on.pauseMs,
      stopping: on.stopping,
    });
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** The limits that are passed; the intake is open while there is none. */
  get reasons(): readonly PressureReason[] {
    return this.found;
  }

  get isOpen(): boolean {
    return this.found.length === 0;
  }

  /** Whether it is paused for this reason. */
  isPassed(kind: PressureKind): boolean {
    return this.found.some((reason) => reason.kind === kind);
  }

  async look(): Promise<void> {
    const { read, limits, report, now } = this.on;
    const wasOpen = this.isOpen;
    this.found = judgePressure(await read(), limits, new Set(this.found.map(({ kind }) => kind)));
    const at = now();
    if (this.isOpen !== wasOpen) {
      this.since = at;
      const why = this.found.map(({ detail }) => detail).join('; ');
      if (wasOpen) this.logger.warn(`no new work is taken on: ${why}`);
      else this.logger.log('new work is taken on again');
    }
    const paused = !this.isOpen;
    const times = { since: this.since.toISOString(), checkedAt: at.toISOString() };
    await report({ paused, reasons: this.found, ...times }).catch((error: unknown) => {
      this.logger.debug(`the report could not be kept: ${describeError(error)}`);
    });
  }
}
