import { EventPublisher } from '../../src/publish/event-publisher.js';
import { PartitionTransactions } from '../../src/publish/partition-transactions.js';
import { PartitionWorker } from '../../src/stage/partition-worker.js';
import { StageConsumer } from '../../src/stage/stage-consumer.js';
import { StallWatch } from '../../src/stage/stall-watch.js';
import type { BrokenPromises } from './simulated-broker.js';

/** A fault put in on purpose, and what the checker has to say of it. */
export interface KnownFault {
  name: string;
  /** Guarantees of Kafka that the fault ignores. */
  broken?: BrokenPromises;
  /** Methods of the library in the form that has the fault. */
  methods?: { of: object; name: string; faulty: (...args: never[]) => unknown }[];
  named: RegExp;
}

interface PausedWorker {
  closed: boolean;
  paused: { timer: NodeJS.Timeout } | null;
  transactions: PartitionTransactions;
}

const noStallWatch = { of: StageConsumer.prototype, name: 'lookForStalls', faulty: () => Promise.resolve() };

/** Faults that the library had, or would have without one of its lines. */
export const KNOWN_FAULTS: readonly KnownFault[] = [
  {
    name: 'offsets are committed outside the transaction',
    broken: { offsetsOutside: true },
    named: /^lost: /,
  },
  {
    name: 'a zombie is not fenced',
    broken: { noFencing: true },
    named: /^(?:lost|doubled): |^the offset of/,
  },
  {
    name: 'a publication is acknowledged before its commit',
    broken: { emptyCommits: true },
    named: /^acknowledged and not written: /,
  },
  {
    name: 'the publisher leaves outcomes out',
    methods: [
      {
        of: EventPublisher.prototype,
        name: 'takeShare',
        faulty: function (this: { queue: { messages: unknown[] }[] }) {
          return this.queue.splice(0).map((one) => ({ ...one, messages: one.messages.slice(0, 1) }));
        },
      },
    ],
    named: /outcomes of the order/,
  },
  {
    name: 'a new owner does not ask for the committed offset',
    methods: [
      {
        of: PartitionTransactions.prototype,
        name: 'committedOffset',
        faulty: () => Promise.resolve(null),
      },
    ],
    named: /^doubled: |^the offset of/,
  },
  {
    name: 'a paused partition is not read on after a rebalance',
    methods: [
      {
        of: PartitionWorker.prototype,
        name: 'close',
        faulty: async function (this: PausedWorker) {
          this.closed = true;
          if (this.paused) clearTimeout(this.paused.timer);
          await this.transactions.release();
        },
      },
      noStallWatch,
    ],
    named: /left unpublished or unread/,
  },
  {
    name: 'nobody looks for partitions that stand still',
    methods: [noStallWatch],
    named: /left unpublished or unread/,
  },
  {
    name: 'markers behind the last message count as unread',
    methods: [{ of: StallWatch.prototype, name: 'passedUpTo', faulty: () => undefined }],
    named: /a rebalance with nothing to do/,
  },
];

/** Puts the faulty methods in place. The function it returns takes them out again. */
export function introduce({ methods = [] }: KnownFault): () => void {
  const sound = methods.map(({ of, name }) => ({ of, name, method: Reflect.get(of, name) as unknown }));
  for (const { of, name, faulty } of methods) Reflect.set(of, name, faulty);
  return () => {
    for (const { of, name, method } of sound) Reflect.set(of, name, method);
  };
}
