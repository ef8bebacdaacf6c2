import { backoffMs, RETRY_POLICIES } from '@dateline/config';
import { describeError } from '@dateline/messaging';
import type { Database, HostWork, LeaseRound } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import type { HostTurn } from './host-turn.js';
import { pause } from '../runtime/service-retry.js';

export interface LoopDependencies {
  frontier: Pick<Database['frontier'], 'leaseHosts'>;
  turn: Pick<HostTurn, 'take'>;
  /** While it is closed, no host is leased. */
  intake: { isOpen: boolean };
  settings: {
    owner: string;
    hostsAtOnce: number;
    leaseMs: number;
    idleMs: number;
    /** The most feeds and pages of one host per lease. */
    workPerTurn: number;
    /** Time that running requests get at shutdown. */
    graceMs: number;
  };
  now: () => Date;
  /** Aborted at shutdown, for everything that waits. */
  stopping: AbortController;
}

type LeaseResult = { kind: 'leased'; round: LeaseRound } | { kind: 'failed' };

/** Least time between two leasing rounds. */
const ROUND_MS = 20;

/**
 * Leases due hosts and works on several at once. Any number of replicas may run it. It survives every
 * database failure.
 */
export class FrontierLoop {
  private readonly logger = new Logger('Frontier');
  private readonly active = new Set<Promise<void>>();
  private readonly giveUp = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly on: LoopDependencies) {}

  start(): void {
    this.running = this.run();
  }

  /** Takes no new hosts, lets running requests finish within the grace period, then releases the hosts. */
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
      if (!this.on.intake.isOpen) {
        await pause(settings.idleMs, stopping.signal);
        continue;
      }
      const lease = await this.lease(failures);
      failures = lease.kind === 'failed' ? failures + 1 : 0;
      if (lease.kind === 'leased') for (const host of lease.round.hosts) this.begin(host);
      await pause(this.waitMs(lease, failures), stopping.signal);
    }
    await Promise.all(this.active);
  }

  /** Hosts that become ready shortly after one another are leased together. */
  private waitMs(lease: LeaseResult, failures: number): number {
    if (lease.kind === 'failed') return backoffMs(failures, RETRY_POLICIES.workLoop);
    const { idleMs } = this.on.settings;
    const { nextReadyAt } = lease.round;
    const nextMs = nextReadyAt ? nextReadyAt.getTime() - this.on.now().getTime() : idleMs;
    return Math.min(idleMs, Math.max(ROUND_MS, nextMs));
  }

  private begin(host: HostWork): void {
    const turn = this.on.turn.take(host, this.on.stopping.signal, this.giveUp.signal).finally(() => {
      this.active.delete(turn);
    });
    this.active.add(turn);
  }

  private async lease(failures: number): Promise<LeaseResult> {
    const { frontier, settings, now } = this.on;
    const { owner, leaseMs, hostsAtOnce, workPerTurn: work } = settings;
    try {
      const hosts = hostsAtOnce - this.active.size;
      const round = await frontier.leaseHosts({ owner, now: now(), leaseMs, hosts, work });
      return { kind: 'leased', round };
    } catch (error) {
      if (failures === 0) this.logger.warn(`no work can be leased for now: ${describeError(error)}`);
      return { kind: 'failed' };
    }
  }
}
