import { setTimeout as sleep } from 'node:timers/promises';
import { FAULTS, type FaultKind } from './fault-kinds.ts';
import type { PlannedFault, StormPlan } from './plan-storm.ts';
import { canStrike, isAlone, strike, type World } from './strike.ts';

const LOOK_MS = 1000;

/** What became of a fault. */
export interface FaultRecord {
  kind: FaultKind;
  /** Seconds from the start of the storm. */
  at: number;
  mendedAt: number;
  /** Seconds from its end until every replica was ready, those of other faults left out; undefined when that was never seen. */
  recovery: number | undefined;
  /** Why it could not be carried out or mended. */
  problem?: string;
}

type FaultSpan = Pick<FaultRecord, 'at' | 'mendedAt'>;

/** Carries a plan out, both lanes at once, and looks all the time whether all replicas are ready. */
export class Storm {
  readonly records: FaultRecord[] = [];
  readonly left = new Set<FaultKind>();
  readonly #world: World;
  readonly #say: (line: string) => void;
  readonly #startedAt = Date.now();
  #readyAt: number[] = [];
  #isOver = false;

  constructor(world: World, say: (line: string) => void) {
    this.#world = world;
    this.#say = say;
  }

  async rage(plan: StormPlan): Promise<void> {
    const looking = this.#look();
    const services = new Lane();
    const stores = this.#runStores(plan.stores, services);
    await Promise.all([this.#runLane(plan.services, services), stores]);
    this.#world.estate.openLinks();
    // The last faults, too, are given their time.
    await this.#world.fleet.untilReady().catch(() => undefined);
    await sleep(2 * LOOK_MS);
    this.#isOver = true;
    await looking;
    for (const record of this.records) record.recovery = recoveryOf(record, this.records, this.#readyAt);
  }

  get #now(): number {
    return (Date.now() - this.#startedAt) / 1000;
  }

  async #look(): Promise<void> {
    while (!this.#isOver) {
      const reasons = await Promise.all(this.#world.fleet.replicas.map((replica) => replica.whyNotReady()));
      if (reasons.every((why) => why === null)) this.#readyAt.push(this.#now);
      await sleep(LOOK_MS);
    }
  }

  async #runLane(faults: readonly PlannedFault[], lane: Lane): Promise<void> {
    for (const fault of faults) await lane.while(() => this.#runOne(fault));
  }

  async #runStores(faults: readonly PlannedFault[], services: Lane): Promise<void> {
    for (const fault of faults) {
      if (isAlone(fault)) await services.while(() => this.#runOne(fault));
      else await this.#runOne(fault);
    }
  }

  async #runOne(fault: PlannedFault): Promise<void> {
    const { kind, seconds } = fault;
    if (!canStrike(kind, this.#world)) {
      this.left.add(kind);
      return;
    }
    await sleep(Math.max(0, (fault.at - this.#now) * 1000));
    const record: FaultRecord = { kind, at: this.#now, mendedAt: 0, recovery: undefined };
    this.#say(`${record.at.toFixed(0)} s: ${kind} for ${seconds} s (${FAULTS[kind].says})`);
    try {
      const mend = await strike(this.#world, fault);
      await sleep(seconds * 1000);
      await mend();
    } catch (error) {
      record.problem = error instanceof Error ? error.message : String(error);
      this.#say(`  ${kind}: ${record.problem}`);
    }
    record.mendedAt = this.#now;
    this.records.push(record);
  }
}

/** Seconds without a fault from the end of this one to the first of `readyAt`; undefined when there is none. */
export function recoveryOf(
  { mendedAt }: FaultSpan,
  all: readonly FaultSpan[],
  readyAt: readonly number[],
): number | undefined {
  const ready = readyAt.find((at) => at >= mendedAt);
  if (ready === undefined) return undefined;
  let calm = 0;
  let from = mendedAt;
  for (const other of all.toSorted((a, b) => a.at - b.at)) {
    if (other.mendedAt <= from || other.at >= ready) continue;
    calm += Math.max(0, other.at - from);
    from = other.mendedAt;
  }
  return calm + Math.max(0, ready - from);
}

/** Lets one fault after the other through. */
class Lane {
  #tail: Promise<unknown> = Promise.resolve();

  while(work: () => Promise<void>): Promise<void> {
    const done = this.#tail.then(work);
    this.#tail = done.catch(() => undefined);
    return done;
  }
}
