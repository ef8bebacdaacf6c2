import { WorkLoop } from '@dateline/service';
import type { JobRepository } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';

/** Longest time of one run; after it another replica may begin the next. */
const LEASE_MS = 10 * 60_000;
/** How often a replica asks whether the job is due. */
const ASK_MS = 5_000;

export interface JobWork {
  name: string;
  /** Pause between two runs, in milliseconds. 0: the job never runs. */
  pauseMs: number;
  run: () => Promise<void>;
}

/** Work that one replica does at a time, in whichever of them the time comes first. */
export class ScheduledJob {
  private readonly holder = randomUUID();
  private readonly ending = new AbortController();
  private readonly loop: WorkLoop;

  constructor(
    private readonly jobs: Pick<JobRepository, 'take' | 'done'>,
    private readonly work: JobWork,
    private readonly now: () => Date,
  ) {
    this.loop = new WorkLoop({
      next: () => this.runIfDue(),
      logger: new Logger('Schedule'),
      complaint: `${work.name} failed`,
      idleMs: ASK_MS,
      stopping: this.ending.signal,
    });
  }

  start(): void {
    if (this.work.pauseMs > 0) this.loop.start();
  }

  /** Resolves when the run under way is done. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.loop.stop();
  }

  /** Runs the job if it is due and nobody else runs it. Always false: what is due next is due after a pause. A run that fails is repeated after the pause. */
  private async runIfDue(): Promise<false> {
    const { name, pauseMs, run } = this.work;
    if (!(await this.jobs.take(name, this.holder, { now: this.now(), leaseMs: LEASE_MS }))) return false;
    try {
      await run();
    } finally {
      await this.jobs.done(name, this.holder, new Date(this.now().getTime() + pauseMs));
    }
    return false;
  }
}
