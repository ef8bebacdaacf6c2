import { backoffMs, describeError } from '@dateline/messaging';
import type { Database, HostWork, LeaseRound } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import type { HostTurn } from './host-turn.js';
import { pause } from '../runtime/service-retry.js';

export interface LoopDependencies {
  frontier: Pick<Database['frontier'], 'leaseHosts'>;
  turn: Pick<HostTurn, 'take'>;
  settings: {
    owner: string;
    hostsAtOnce: number;
    leaseMs: number;
    idleMs: number;
    /** Feeds and pages of one host at most. */
    workPerTurn: number;
    /** Time that requests under way get at the end. */
    graceMs: number;
  };
  now: () => Date;
  /** Aborted at the stop, for all that waits. */
  stopping: AbortController;
}

/** Least time between two rounds of leasing. */
const ROUND_MS = 20;

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
      const round = await this.lease(failures);
      failures = round === 'failed' ? failures + 1 : 0;
      if (round !== 'failed') for (const host of round.hosts) this.begin(host);
      await pause(this.waitMs(round, failures), stopping.signal);
    }
    await Promise.all(this.active);
  }

  /** Hosts that become ready one shortly after another are leased together. */
  private waitMs(round: LeaseRound | 'failed', failures: number): number {
    if (round === 'failed') return backoffMs(failures, { baseMs: 500, capMs: 10_000 });
    const { idleMs } = this.on.settings;
    const nextMs = round.nextReadyAt ? round.nextReadyAt.getTime() - this.on.now().getTime() : idleMs;
    return Math.min(idleMs, Math.max(ROUND_MS, nextMs));
  }

  private begin(host: HostWork): void {
    const turn = this.on.turn.take(host, this.on.stopping.signal, this.giveUp.signal).finally(() => {
      this.active.delete(turn);
    });
    this.active.add(turn);
  }

  private async lease(failures: number): Promise<LeaseRound | 'failed'> {
    const { frontier, settings, now } = this.on;
    const { owner, leaseMs, hostsAtOnce, workPerTurn: work } = settings;
    try {
      const hosts = hostsAtOnce - this.active.size;
      return await frontier.leaseHosts({ owner, now: now(), leaseMs, hosts, work });
    } catch (error) {
      if (failures === 0) this.logger.warn(`no work can be leased for now: ${describeError(error)}`);
      return 'failed';
    }
  }
}
