import type { VirtualTime } from './virtual-time.js';

/** A record as the log keeps it. Those of a transaction are pending until it ends. */
export interface LogRecord {
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, Buffer>;
  state: 'pending' | 'committed' | 'aborted';
}

export interface PartitionOffset {
  group: string;
  topic: string;
  partition: number;
  offset: bigint;
}

interface OpenTransaction {
  records: LogRecord[];
  offsets: PartitionOffset[];
}

interface TransactionalId {
  epoch: number;
  open: OpenTransaction | null;
}

/** An error as the client's: `type` is the broker's word. */
export class BrokerError extends Error {
  constructor(
    readonly type: string,
    readonly retriable = true,
  ) {
    super(type);
    this.name = 'KafkaJSProtocolError';
  }
}

/** The line of one process to the broker; while it is down nothing arrives there. */
export interface Line {
  up: boolean;
}

/** What the broker does wrong at present: shares of the requests that fail before, or after, they were carried out. */
export interface Faults {
  refused: number;
  answerLost: number;
  concurrentTransactions: number;
}

const NO_FAULTS: Faults = { refused: 0, answerLost: 0, concurrentTransactions: 0 };

/** Logs, transactions and committed offsets of one cluster, in memory, as far as the stage runtime sees them. */
export class SimulatedBroker {
  faults: Faults = NO_FAULTS;
  /** Every change of a committed offset, in order: for the checker. */
  readonly commits: PartitionOffset[] = [];
  private readonly logs = new Map<string, LogRecord[]>();
  private readonly ids = new Map<string, TransactionalId>();
  private readonly offsets = new Map<string, bigint>();
  private readonly onAppend = new Set<() => void>();

  constructor(readonly time: VirtualTime) {}

  heal(): void {
    this.faults = NO_FAULTS;
  }

  /** A request over a line: it takes its time, may fail, and may be carried out although its answer is lost. */
  async request<T>(line: Line, carryOut: () => T): Promise<T> {
    const { time } = this;
    await time.wait(time.between(0, 8));
    if (!line.up || time.chance(this.faults.refused)) throw new BrokerError('REQUEST_TIMED_OUT');
    const answer = carryOut();
    await time.wait(time.between(0, 4));
    if (!line.up || time.chance(this.faults.answerLost)) throw new BrokerError('NETWORK_EXCEPTION');
    return answer;
  }

  log(topic: string, partition: number): LogRecord[] {
    const name = `${topic}/${partition}`;
    const log = this.logs.get(name) ?? [];
    this.logs.set(name, log);
    return log;
  }

  append(topic: string, partition: number, record: Omit<LogRecord, 'state'>): void {
    this.log(topic, partition).push({ ...record, state: 'committed' });
    this.tellAppended();
  }

  /** Calls back after each change of a log, until the answer is called. */
  listen(appended: () => void): () => void {
    this.onAppend.add(appended);
    return () => this.onAppend.delete(appended);
  }

  committedOffset(group: string, topic: string, partition: number): bigint | null {
    return this.offsets.get(`${group} ${topic}/${partition}`) ?? null;
  }

  /** InitProducerId: the newest caller is the only writer; what the one before left open is aborted. */
  takeTransactionalId(name: string): number {
    const id = this.ids.get(name) ?? { epoch: 0, open: null };
    this.ids.set(name, id);
    id.epoch += 1;
    this.end(id, 'aborted');
    return id.epoch;
  }

  write(name: string, epoch: number, records: { topic: string; record: Omit<LogRecord, 'state'> }[]): void {
    this.refuseWhileBusy();
    const open = this.openOf(name, epoch);
    for (const { topic, record } of records) {
      const pending: LogRecord = { ...record, state: 'pending' };
      this.log(topic, 0).push(pending);
      open.records.push(pending);
    }
  }

  addOffsets(name: string, epoch: number, offsets: PartitionOffset[]): void {
    this.refuseWhileBusy();
    this.openOf(name, epoch).offsets.push(...offsets);
  }

  endTransaction(name: string, epoch: number, state: 'committed' | 'aborted'): void {
    this.openOf(name, epoch);
    this.end(this.ids.get(name) as TransactionalId, state);
  }

  /** The transaction before this one is still being ended. */
  private refuseWhileBusy(): void {
    if (this.time.chance(this.faults.concurrentTransactions))
      throw new BrokerError('CONCURRENT_TRANSACTIONS');
  }

  private openOf(name: string, epoch: number): OpenTransaction {
    const id = this.ids.get(name);
    if (id?.epoch !== epoch) throw new BrokerError('INVALID_PRODUCER_EPOCH', false);
    return (id.open ??= { records: [], offsets: [] });
  }

  private end(id: TransactionalId, state: 'committed' | 'aborted'): void {
    const { open } = id;
    id.open = null;
    if (!open) return;
    for (const record of open.records) record.state = state;
    if (state === 'aborted') return;
    for (const committed of open.offsets) {
      this.commits.push(committed);
      this.offsets.set(`${committed.group} ${committed.topic}/${committed.partition}`, committed.offset);
    }
    this.tellAppended();
  }

  private tellAppended(): void {
    for (const tell of this.onAppend) tell();
  }
}
