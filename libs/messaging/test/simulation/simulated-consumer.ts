import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import { BrokerError, type Line } from './line.js';
import type { SimulatedBroker } from './simulated-broker.js';
import type { GroupMember, SimulatedGroup } from './simulated-group.js';

interface RunConfig {
  eachBatch: (payload: EachBatchPayload) => Promise<void>;
}

/** The most records that a fetch brings. */
const MOST_RECORDS = 12;
const HEARTBEAT_MS = 5_000;

/**
 * A consumer as it behaves in kafkajs 2.2.4: paused partitions stay so over a rebalance (subscriptionState.js), a
 * batch under way is not ended by one, offsets are read anew at each join, and a batch of markers and aborted
 * records alone is passed without a call (runner.js).
 */
export class SimulatedConsumer implements GroupMember {
  readonly events = {
    FETCH: 'fetch',
    HEARTBEAT: 'heartbeat',
    GROUP_JOIN: 'join',
    REBALANCING: 'rebalancing',
    CRASH: 'crash',
    END_BATCH_PROCESS: 'end-batch',
  };
  running = false;
  /** Whether it reads nothing any more, although it stays in its group. */
  hung = false;
  private readonly listeners = new Map<string, ((event: { payload: unknown }) => void)[]>();
  private readonly paused = new Set<number>();
  private resolved = new Map<number, bigint>();
  private generation = 0;
  private topic = '';
  private config: RunConfig | null = null;
  private beat: number | null = null;
  private wakers: (() => void)[] = [];
  private stopListening: () => void = () => undefined;

  constructor(
    private readonly broker: SimulatedBroker,
    private readonly group: SimulatedGroup,
    readonly line: Line,
    private readonly groupId: string,
  ) {}

  on(event: string, listener: (event: { payload: unknown }) => void): void {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }

  connect(): Promise<void> {
    return this.broker.request(this.line, () => undefined);
  }

  subscribe({ topics: [topic = ''] }: { topics: string[] }): Promise<void> {
    this.topic = topic;
    return Promise.resolve();
  }

  run(config: RunConfig): Promise<void> {
    this.config = config;
    this.running = true;
    this.stopListening = this.broker.listen(() => this.wake());
    this.beat = this.broker.time.after(HEARTBEAT_MS, () => this.heartbeat(), HEARTBEAT_MS);
    this.group.join(this);
    return Promise.resolve();
  }

  disconnect(): Promise<void> {
    this.stop();
    this.group.leave(this);
    return Promise.resolve();
  }

  /** The line of the process was cut, healed, or is dead. */
  lineChanged(): void {
    if (!this.running) return;
    if (this.line.state === 'dead') this.stop();
    this.group.lineChanged(this);
    this.wake();
  }

  /** The client gives up, as kafkajs does after some errors: then its owner makes another. */
  crash(): void {
    if (this.running) this.emit('crash', { error: new BrokerError('COORDINATOR_NOT_AVAILABLE') });
  }

  assign(generation: number, partitions: number[]): void {
    if (!this.running) return;
    this.generation = generation;
    this.resolved = new Map(
      partitions.map((p) => [p, this.broker.committedOffset(this.groupId, this.topic, p) ?? 0n]),
    );
    this.emit('join', { memberAssignment: { [this.topic]: partitions } });
    this.wake();
    for (const partition of partitions) void this.read(partition, generation);
  }

  private stop(): void {
    this.running = false;
    this.stopListening();
    this.broker.time.cancel(this.beat);
    this.wake();
  }

  private heartbeat(): void {
    if (this.line.state === 'up') this.emit('heartbeat', {});
    // A partition without a leader is asked again, as after a refresh of the metadata.
    this.wake();
  }

  /** Hands batches of a partition over, one after the other, as long as the generation lasts. */
  private async read(partition: number, generation: number): Promise<void> {
    const { time } = this.broker;
    for (;;) {
      await time.wait(time.between(1, 10));
      if (!this.running || this.generation !== generation) return;
      if (this.canRead(partition)) await this.readBatch(partition);
      else await this.somethingNew();
    }
  }

  private canRead(partition: number): boolean {
    if (this.line.state !== 'up' || this.hung || this.paused.has(partition)) return false;
    const end = this.broker.stableEnd(this.topic, partition);
    return this.broker.hasLeader(this.topic, partition) && (this.resolved.get(partition) ?? 0n) < BigInt(end);
  }

  private async readBatch(partition: number): Promise<void> {
    this.emit('fetch', {});
    const from = Number(this.resolved.get(partition) ?? 0n);
    const end = Math.min(this.broker.stableEnd(this.topic, partition), from + MOST_RECORDS);
    const records = this.broker.log(this.topic, partition).slice(from, end);
    const messages = records.flatMap((record, i) =>
      record.state === 'committed' ? [{ ...record, offset: String(from + i), timestamp: '0' }] : [],
    );
    const ended = { partition, batchSize: messages.length, lastOffset: String(end - 1) };
    if (messages.length === 0) this.resolve(partition, ended.lastOffset);
    else await this.config?.eachBatch(this.payloadOf(partition, messages as never, ended.lastOffset));
    this.emit('end-batch', ended);
  }

  private resolve(partition: number, offset: string): void {
    if (this.resolved.has(partition)) this.resolved.set(partition, BigInt(offset) + 1n);
  }

  private somethingNew(): Promise<void> {
    return new Promise((done) => this.wakers.push(done));
  }

  private wake(): void {
    for (const done of this.wakers.splice(0)) done();
  }

  private payloadOf(partition: number, messages: KafkaMessage[], lastOffset: string): EachBatchPayload {
    const payload = {
      batch: { topic: this.topic, partition, messages, lastOffset: () => lastOffset },
      // With the last message, kafkajs passes the markers behind it too.
      resolveOffset: (offset: string) => {
        this.resolve(partition, offset === messages.at(-1)?.offset ? lastOffset : offset);
      },
      heartbeat: () => Promise.resolve(),
      pause: () => {
        this.paused.add(partition);
        return () => {
          this.paused.delete(partition);
          this.wake();
        };
      },
      isRunning: () => this.running,
      isStale: () => false,
    };
    return payload as unknown as EachBatchPayload;
  }

  private emit(event: string, payload: unknown): void {
    for (const listener of this.listeners.get(event) ?? []) listener({ payload });
  }
}
