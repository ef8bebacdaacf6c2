import { seededRandom, shuffled } from '@dateline/testing';
import { FAULT_KINDS, FAULTS, type FaultKind } from './fault-kinds.ts';

/** One fault of a schedule. `pick` and `share` are numbers from 0 up to 1: whom it strikes, and how many of the connections. */
export interface PlannedFault {
  kind: FaultKind;
  /** Seconds from the start of the storm; on a machine that is too slow it comes later, in the same order. */
  at: number;
  seconds: number;
  pick: number;
  share: number;
}

/** The lanes that strike at the same time. Faults of the kind `all` stand in the second and begin when both are free. */
export interface StormPlan {
  services: PlannedFault[];
  stores: PlannedFault[];
}

const PAUSE_SECONDS = [1, 5] as const;

/**
 * The faults of a storm, in order: each kind once before any comes again. The same seed gives the same plan. It
 * begins no fault after its time, but every kind comes at least once when there is one lane's time for all.
 */
export function planStorm(
  seed: number,
  { minutes, only = [] }: { minutes: number; only?: readonly FaultKind[] },
): StormPlan {
  const random = seededRandom(seed);
  const kinds = only.length > 0 ? only : FAULT_KINDS;
  const planned = (lane: 'services' | 'stores'): PlannedFault[] => {
    const own = kinds.filter((kind) => (FAULTS[kind].lane === 'services') === (lane === 'services'));
    const plan: PlannedFault[] = [];
    let deck: FaultKind[] = [];
    for (let at = between(PAUSE_SECONDS, random); own.length > 0 && at < minutes * 60;) {
      if (deck.length === 0) deck = shuffled(own, random);
      const kind = deck.pop() as FaultKind;
      const seconds = between(FAULTS[kind].seconds, random);
      plan.push({ kind, at, seconds, pick: random(), share: random() < 0.5 ? 0.5 : 1 });
      at += seconds + between(PAUSE_SECONDS, random);
    }
    return plan;
  };
  return { services: planned('services'), stores: planned('stores') };
}

const between = ([least, most]: readonly [number, number], random: () => number): number =>
  Math.round((least + random() * (most - least)) * 10) / 10;
