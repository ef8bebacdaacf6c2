import type { PartitionMetadata } from 'kafkajs';
import { BrokerError, reached, type Line } from './line.js';
import type { VirtualTime } from './virtual-time.js';

/** What a client writes. */
export interface NewRecord {
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, Buffer>;
}

/** A record as the log keeps it. Those of a transaction are pending until it ends; then its marker follows them. */
export interface LogRecord extends NewRecord {
  state: 'pending' | 'committed' | 'aborted' | 'marker';
}

export interface PlacedRecord {
  topic: string;
  partition: number;
  record: NewRecord;
}

export interface PartitionOffset {
  group: string;
  topic: string;
  partition: number;
  offset: bigint;
}

interface OpenTransaction {
  records: LogRecord[];
  logs: Set<LogRecord[]>;
  offsets: PartitionOffset[];
}

interface TransactionalId {
  epoch: number;
  timeoutMs: number;
  open: OpenTransaction | null;
}

/** What goes wrong at present: shares of the requests that fail before, or after, they were carried out. */
export interface Troubles {
  refused: number;
  answerLost: number;
  concurrentTransactions: number;
}

/** Guarantees of Kafka that the broker breaks on purpose, to prove that the checker sees it. */
export interface BrokenPromises {
  /** Offsets of a transaction count at once, whatever becomes of it. */
  offsetsOutside?: boolean;
  /** A producer of an older epoch may go on writing. */
  noFencing?: boolean;
  /** A commit is answered and not carried out. */
  emptyCommits?: boolean;
}

const NO_TROUBLES: Troubles = { refused: 0, answerLost: 0, concurrentTransactions: 0 };
const NODES = 3;
const PARTITIONS = 3;

/** Logs, leaders, transactions and committed offsets of one cluster, in memory, as far as the library sees them. */
export class SimulatedBroker {
  troubles: Troubles = NO_TROUBLES;
  /** Every change of a committed offset, in order: for the checker. */
  readonly commits: PartitionOffset[] = [];
  private readonly logs = new Map<string, LogRecord[]>();
  private readonly leaders = new Map<string, number>();
  private readonly ids = new Map<string, TransactionalId>();
  private readonly offsets = new Map<string, bigint>();
  private readonly onAppend = new Set<() => void>();

  constructor(
    readonly time: VirtualTime,
    private readonly broken: BrokenPromises = {},
  ) {}

  heal(): void {
    this.troubles = NO_TROUBLES;
    for (const name of this.leaders.keys()) this.leaders.set(name, this.time.between(1, NODES));
  }

  /** A request over a line: it takes its time, may fail, and may be carried out although its answer is lost. */
  async request<T>(line: Line, carryOut: () => T): Promise<T> {
    const { time } = this;
    await time.wait(time.between(0, 8));
    if ((await reached(line)) === 'cut' || time.chance(this.troubles.refused))
      throw new BrokerError('REQUEST_TIMED_OUT');
    const answer = carryOut();
    await time.wait(time.between(0, 4));
    if ((await reached(line)) === 'cut' || time.chance(this.troubles.answerLost))
      throw new BrokerError('NETWORK_EXCEPTION');
    return answer;
  }

  log(topic: string, partition: number): LogRecord[] {
    return entryOf(this.logs, `${topic}/${partition}`, () => []);
  }

  /** All partitions of a topic, one after the other. */
  logsOf(topic: string): LogRecord[][] {
    return Array.from({ length: PARTITIONS }, (_, partition) => this.log(topic, partition));
  }

  /** Offset of the first record that a reader of committed records may not see yet. */
  stableEnd(topic: string, partition: number): number {
    const log = this.log(topic, partition);
    const pending = log.findIndex(({ state }) => state === 'pending');
    return pending < 0 ? log.length : pending;
  }

  metadataOf(topic: string): PartitionMetadata[] {
    return Array.from({ length: PARTITIONS }, (_, partitionId) => ({
      partitionId,
      leader: this.leaderOf(topic, partitionId),
      partitionErrorCode: 0,
      replicas: [],
      isr: [],
    }));
  }

  /** Some partitions go to other brokers, for a while perhaps to none. */
  moveLeaders(): void {
    for (const name of this.leaders.keys()) {
      if (!this.time.chance(0.5)) continue;
      const moved = this.time.between(1, NODES);
      if (this.time.chance(0.4)) {
        this.leaders.set(name, -1);
        this.time.after(this.time.between(50, 4_000), () => this.leaders.set(name, moved));
      } else this.leaders.set(name, moved);
    }
  }

  hasLeader(topic: string, partition: number): boolean {
    return this.leaderOf(topic, partition) > 0;
  }

  /** Calls back after each change of a log. The function it returns ends that. */
  listen(appended: () => void): () => void {
    this.onAppend.add(appended);
    return () => this.onAppend.delete(appended);
  }

  committedOffset(group: string, topic: string, partition: number): bigint | null {
    return this.offsets.get(`${group} ${topic}/${partition}`) ?? null;
  }

  /** InitProducerId: the newest caller is the only writer; what the one before left open is aborted. */
  takeTransactionalId(name: string, timeoutMs: number): number {
    const id = entryOf(this.ids, name, () => ({ epoch: 0, timeoutMs, open: null }) as TransactionalId);
    id.epoch += 1;
    this.end(id, 'aborted');
    return id.epoch;
  }

  /** A produce request to one broker. */
  write(name: string, epoch: number, node: number, records: readonly PlacedRecord[]): void {
    this.refuseWhileBusy();
    const open = this.openOf(name, epoch);
    for (const { topic, partition } of records)
      if (this.leaderOf(topic, partition) !== node) throw new BrokerError('NOT_LEADER_FOR_PARTITION');
    for (const { topic, partition, record } of records) {
      const pending: LogRecord = { ...record, state: 'pending' };
      const log = this.log(topic, partition);
      log.push(pending);
      open.logs.add(log);
      open.records.push(pending);
    }
  }

  addOffsets(name: string, epoch: number, offsets: readonly PartitionOffset[]): void {
    this.refuseWhileBusy();
    const open = this.openOf(name, epoch);
    if (this.broken.offsetsOutside) this.commitOffsets(offsets);
    else open.offsets.push(...offsets);
  }

  endTransaction(name: string, epoch: number, state: 'committed' | 'aborted'): void {
    this.openOf(name, epoch);
    if (state === 'committed' && this.broken.emptyCommits) return;
    this.end(this.ids.get(name) as TransactionalId, state);
  }

  private leaderOf(topic: string, partition: number): number {
    return entryOf(this.leaders, `${topic}/${partition}`, () => this.time.between(1, NODES));
  }

  /** The transaction before this one is still being ended. */
  private refuseWhileBusy(): void {
    if (this.time.chance(this.troubles.concurrentTransactions))
      throw new BrokerError('CONCURRENT_TRANSACTIONS');
  }

  private openOf(name: string, epoch: number): OpenTransaction {
    const id = this.ids.get(name);
    if (!id || (id.epoch !== epoch && !this.broken.noFencing))
      throw new BrokerError('INVALID_PRODUCER_EPOCH', false);
    return (id.open ??= this.open(id));
  }

  /** The broker aborts a transaction that takes too long, and fences its producer. */
  private open(id: TransactionalId): OpenTransaction {
    const open: OpenTransaction = { records: [], logs: new Set(), offsets: [] };
    this.time.after(id.timeoutMs, () => {
      if (id.open !== open) return;
      id.epoch += 1;
      this.end(id, 'aborted');
    });
    return open;
  }

  private end(id: TransactionalId, state: 'committed' | 'aborted'): void {
    const { open } = id;
    id.open = null;
    if (!open) return;
    for (const record of open.records) record.state = state;
    for (const log of open.logs) log.push({ key: null, value: null, headers: {}, state: 'marker' });
    if (state === 'committed') this.commitOffsets(open.offsets);
    for (const tell of this.onAppend) tell();
  }

  private commitOffsets(offsets: readonly PartitionOffset[]): void {
    for (const committed of offsets) {
      this.commits.push(committed);
      this.offsets.set(`${committed.group} ${committed.topic}/${committed.partition}`, committed.offset);
    }
  }
}

function entryOf<V>(map: Map<string, V>, key: string, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
