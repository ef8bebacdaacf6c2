import { backoffMs, describeError } from '@dateline/messaging';
import type { Database, HostLease } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import type { HostTurn } from './host-turn.js';
import { pause } from './patience.js';

export interface LoopDependencies {
  frontier: Pick<Database['frontier'], 'leaseHost'>;
  turn: Pick<HostTurn, 'take'>;
  settings: {
    owner: string;
    hostsAtOnce: number;
    leaseMs: number;
    idleMs: number;
    /** Time that requests under way get at the end. */
    graceMs: number;
  };
  now: () => Date;
  /** Aborted at the stop, for all that waits. */
  stopping: AbortController;
}

/** Leases due hosts and works on several at once. Any number of replicas may run it; it survives every failure of a store. */
export class FrontierLoop {
  private readonly logger = new Logger('Frontier');
  private readonly active = new Set<Promise<void>>();
  private readonly giveUp = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly on: LoopDependencies) {}

  start(): void {
    this.running = this.run();
  }

  /** Takes nothing new, lets requests under way finish within the grace period, gives the hosts back. */
  async stop(): Promise<void> {
    this.on.stopping.abort();
    const timer = setTimeout(() => {
      this.giveUp.abort();
    }, this.on.settings.graceMs);
    await this.running;
    clearTimeout(timer);
  }

  private async run(): Promise<void> {
    const { settings, stopping } = this.on;
    let failures = 0;
    while (!stopping.signal.aborted) {
      if (this.active.size >= settings.hostsAtOnce) {
        await Promise.race(this.active);
        continue;
      }
      const lease = await this.lease(failures);
      failures = lease === 'failed' ? failures + 1 : 0;
      if (lease === 'failed')
        await pause(backoffMs(failures, { baseMs: 500, capMs: 10_000 }), stopping.signal);
      else if (lease === null) await pause(settings.idleMs, stopping.signal);
      else this.begin(lease);
    }
    await Promise.all(this.active);
  }

  private begin(lease: HostLease): void {
    const turn = this.on.turn.take(lease, this.on.stopping.signal, this.giveUp.signal).finally(() => {
      this.active.delete(turn);
    });
    this.active.add(turn);
  }

  private async lease(failures: number): Promise<HostLease | null | 'failed'> {
    const { frontier, settings, now } = this.on;
    try {
      return await frontier.leaseHost(settings.owner, now(), settings.leaseMs);
    } catch (error) {
      if (failures === 0) this.logger.warn(`no work can be leased for now: ${describeError(error)}`);
      return 'failed';
    }
  }
}
