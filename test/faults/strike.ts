import type { EmbeddedServer } from '@dateline/infrastructure';
import { rmSync, openSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Estate } from './estate.ts';
import { FAULTS, type FaultKind } from './fault-kinds.ts';
import type { Fleet } from './fleet.ts';
import type { ForeignMessages } from './foreign-messages.ts';
import type { PlannedFault } from './plan-storm.ts';
import type { LinkMode, TcpProxy } from './proxy/tcp.proxy.ts';

/** All that a fault may strike. */
export interface World {
  fleet: Fleet;
  estate: Estate;
  foreign: ForeignMessages;
}

/** Puts right what a fault has done. */
export type Mend = () => unknown;

type Strike = (world: World, fault: PlannedFault) => Mend | Promise<Mend>;

const nothing: Mend = () => undefined;

function pick<T>(from: readonly T[], { pick: at }: PlannedFault): T {
  const chosen = from[Math.floor(at * from.length)];
  if (chosen === undefined) throw new RangeError('there is nothing to strike');
  return chosen;
}

/** Strikes one of what the fault may strike, and mends that same one. */
const on =
  <T>(choose: (world: World, fault: PlannedFault) => T | Promise<T>) =>
  (strike: (chosen: T) => unknown, mend: (chosen: T) => unknown): Strike =>
  async (world, fault) => {
    const chosen = await choose(world, fault);
    await strike(chosen);
    return () => mend(chosen);
  };

const onReplica = on(({ fleet }, fault) => pick(fleet.replicas, fault));
const onBroker = on(({ estate }, fault) => pick(estate.kafka.nodes, fault));
const onPrimary = on(({ estate }) => estate.mongo.primary());

const onLinks =
  (which: (estate: Estate, fault: PlannedFault) => readonly TcpProxy[], mode: LinkMode): Strike =>
  ({ estate }, fault) => {
    const links = which(estate, fault);
    for (const link of links) link.become(mode, fault.share);
    return () => links.forEach((link) => link.become('open'));
  };

const oneBroker = (estate: Estate, fault: PlannedFault) => [pick(estate.kafkaLinks, fault)];
const allBrokers = (estate: Estate) => estate.kafkaLinks;
const allMongods = (estate: Estate) => estate.mongoLinks;

const STRIKES: Record<FaultKind, Strike> = {
  service_killed: onReplica(
    (replica) => replica.kill(),
    (replica) => replica.start(),
  ),
  service_frozen: onReplica(
    (replica) => replica.freeze(),
    (replica) => replica.thaw(),
  ),
  service_drained: onReplica(
    (replica) => replica.drain(),
    (replica) => replica.start(),
  ),
  new_version: async ({ fleet }) => {
    for (const replica of fleet.replicas) {
      await replica.drain();
      replica.isNextVersion = true;
      await replica.start();
      await replica.untilReady();
    }
    return nothing;
  },
  garbage: async ({ foreign }) => {
    await foreign.writeGarbage();
    return nothing;
  },
  repeats: async ({ foreign }, fault) => {
    await foreign.repeat(fault.pick);
    return nothing;
  },
  broker_killed: onBroker(
    (node) => node.stop({ hard: true }),
    (node) => node.start(),
  ),
  broker_frozen: onBroker(
    (node) => node.pause(),
    (node) => node.resume(),
  ),
  leaders_moved: onBroker(
    (node) => node.stop(),
    (node) => node.start(),
  ),
  broker_disk_full: fillDisk(0, ({ kafka }) => kafka.nodes[2]),
  primary_killed: onPrimary(
    (member) => member.stop({ hard: true }),
    (member) => member.start(),
  ),
  primary_frozen: onPrimary(
    (member) => member.pause(),
    (member) => member.resume(),
  ),
  mongod_disk_full: fillDisk(1, ({ mongo }) => mongo.members[2]),
  kafka_cut: onLinks(oneBroker, 'cut'),
  kafka_stalled: onLinks(oneBroker, 'stalled'),
  kafka_deaf: onLinks(allBrokers, 'deaf'),
  kafka_slow: onLinks(allBrokers, 'slow'),
  commit_held: onLinks(allBrokers, 'commit_held'),
  mongo_cut: onLinks(allMongods, 'cut'),
  mongo_stalled: onLinks(allMongods, 'stalled'),
  mongo_deaf: onLinks(allMongods, 'deaf'),
  mongo_slow: onLinks(allMongods, 'slow'),
  mongo_away_rebalance: async ({ estate, fleet }, fault) => {
    for (const link of estate.mongoLinks) link.become('cut');
    await sleep((fault.seconds * 1000) / 2);
    const gone = fleet.replicas.filter(({ service, name }) => service !== 'gateway' && name.endsWith('-1'));
    await Promise.all(gone.map((replica) => replica.kill()));
    await Promise.all(gone.map((replica) => replica.start()));
    return () => estate.mongoLinks.forEach((link) => link.become('open'));
  },
  everything_killed: async ({ estate, fleet }) => {
    const servers = [...estate.kafka.nodes, ...estate.mongo.members];
    await Promise.all([
      ...fleet.replicas.map((replica) => replica.kill()),
      ...servers.map((server) => server.stop({ hard: true })),
    ]);
    return () => Promise.all([...servers, ...fleet.replicas].map((one) => one.start()));
  },
};

/** Faults that this machine can do. */
export function canStrike(kind: FaultKind, { estate }: World): boolean {
  return estate.smallDisks.length > 0 || !kind.endsWith('_disk_full');
}

/** Strikes, and returns what mends it. */
export async function strike(world: World, fault: PlannedFault): Promise<Mend> {
  return STRIKES[fault.kind](world, fault);
}

/** Whether the fault needs that nothing else is struck meanwhile. */
export const isAlone = ({ kind }: PlannedFault): boolean => FAULTS[kind].lane === 'all';

/** A server whose disk is full ends or refuses; it is started again once there is space. */
function fillDisk(disk: number, serverOf: (estate: Estate) => EmbeddedServer | undefined): Strike {
  return ({ estate }) => {
    const server = serverOf(estate);
    const filler = join(estate.smallDisks[disk] ?? '', 'filler');
    const file = openSync(filler, 'w');
    const zeros = Buffer.alloc(1024 * 1024);
    try {
      for (;;) writeSync(file, zeros);
    } catch {
      // No space is left: that is the fault.
    } finally {
      closeSync(file);
    }
    return async () => {
      rmSync(filler);
      await server?.stop({ hard: true });
      await server?.start();
    };
  };
}
