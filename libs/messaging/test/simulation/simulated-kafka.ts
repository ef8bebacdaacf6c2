import type { EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { BrokerError, type Line, type LogRecord, type SimulatedBroker } from './simulated-broker.js';
import type { GroupMember, SimulatedGroup } from './simulated-group.js';

interface RunConfig {
  eachBatch: (payload: EachBatchPayload) => Promise<void>;
}

interface Written {
  topic: string;
  messages: { key: string | Buffer | null; value: Buffer | null; headers: Record<string, string | Buffer> }[];
}

const MOST_MESSAGES = 12;

/**
 * The client of one process, as far as the stage runtime uses kafkajs 2.2.4 and as it behaves there: paused partitions stay so over a
 * rebalance (subscriptionState.js), a batch under way is not ended by one, and offsets are read anew at each join.
 */
export class SimulatedKafka {
  readonly line: Line = { up: true };
  private readonly consumers = new Set<SimulatedConsumer>();

  constructor(
    private readonly broker: SimulatedBroker,
    private readonly group: SimulatedGroup,
  ) {}

  /** The same, for code that wants the client. */
  get client(): Kafka {
    return this as unknown as Kafka;
  }

  /** Cuts the process off, or takes it back. */
  setLine(up: boolean): void {
    this.line.up = up;
    for (const consumer of this.consumers) consumer.lineChanged();
  }

  /** The client gives up, as kafkajs does on some errors. */
  crash(): void {
    for (const consumer of this.consumers) consumer.crash();
  }

  consumer({ groupId }: { groupId: string }): SimulatedConsumer {
    const consumer = new SimulatedConsumer(this.broker, this.group, this.line, groupId);
    this.consumers.add(consumer);
    return consumer;
  }

  producer({ transactionalId }: { transactionalId: string }) {
    const { broker, line } = this;
    let epoch = 0;
    const ask = (work: () => void) => broker.request(line, work);
    const transaction = () => {
      let active = true;
      let isEmpty = true;
      const end = async (state: 'committed' | 'aborted') => {
        active = false;
        if (!isEmpty) await ask(() => broker.endTransaction(transactionalId, epoch, state));
      };
      return {
        isActive: () => active,
        sendBatch: ({ topicMessages }: { topicMessages: Written[] }) => {
          isEmpty = false;
          return ask(() => {
            broker.write(transactionalId, epoch, recordsOf(topicMessages));
            return topicMessages.map(({ topic }) => ({ topicName: topic, partition: 0, errorCode: 0 }));
          });
        },
        sendOffsets: ({ consumerGroupId, topics }: SentOffsets) => {
          isEmpty = false;
          const offsets = topics.flatMap(({ topic, partitions }) =>
            partitions.map(({ partition, offset }) => ({
              group: consumerGroupId,
              topic,
              partition,
              offset: BigInt(offset),
            })),
          );
          return ask(() => broker.addOffsets(transactionalId, epoch, offsets));
        },
        commit: () => end('committed'),
        abort: () => end('aborted'),
      };
    };
    return {
      connect: () =>
        ask(() => {
          epoch = broker.takeTransactionalId(transactionalId);
        }),
      transaction: () => Promise.resolve(transaction()),
      disconnect: () => Promise.resolve(),
    };
  }

  admin() {
    const { broker, line } = this;
    return {
      connect: () => Promise.resolve(),
      disconnect: () => Promise.resolve(),
      fetchTopicOffsets: (topic: string) =>
        broker.request(line, () =>
          Array.from({ length: 8 }, (_, partition) => ({
            partition,
            low: '0',
            high: String(broker.log(topic, partition).length),
          })),
        ),
      fetchTopicMetadata: ({ topics }: { topics: string[] }) =>
        broker.request(line, () => ({
          topics: topics.map((name) => ({ name, partitions: [{ partitionId: 0, leader: 1 }] })),
        })),
      fetchOffsets: ({ groupId, topics }: { groupId: string; topics: string[] }) =>
        broker.request(line, () =>
          topics.map((topic) => ({
            topic,
            partitions: Array.from({ length: 8 }, (_, partition) => ({
              partition,
              offset: String(broker.committedOffset(groupId, topic, partition) ?? -1),
            })),
          })),
        ),
    };
  }
}

interface SentOffsets {
  consumerGroupId: string;
  topics: { topic: string; partitions: { partition: number; offset: string }[] }[];
}

class SimulatedConsumer implements GroupMember {
  readonly events = {
    FETCH: 'fetch',
    HEARTBEAT: 'heartbeat',
    GROUP_JOIN: 'join',
    REBALANCING: 'rebalancing',
    CRASH: 'crash',
    END_BATCH_PROCESS: 'end-batch',
  };
  private readonly listeners = new Map<string, ((event: { payload: unknown }) => void)[]>();
  private readonly paused = new Set<number>();
  private resolved = new Map<number, bigint>();
  private generation = 0;
  running = false;
  private topic = '';
  private config: RunConfig | null = null;
  private wake: () => void = () => undefined;
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
    this.group.join(this);
    return Promise.resolve();
  }

  disconnect(): Promise<void> {
    this.running = false;
    this.stopListening();
    this.wake();
    this.group.leave(this);
    return Promise.resolve();
  }

  lineChanged(): void {
    if (this.running) this.group.lineChanged(this);
    this.wake();
  }

  /** Whether the client gave up: then its owner makes another. */
  crash(): void {
    if (!this.running) return;
    this.emit('crash', { error: new BrokerError('COORDINATOR_NOT_AVAILABLE') });
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

  /** Hands batches of a partition over, one after the other, as long as the generation lasts. */
  private async read(partition: number, generation: number): Promise<void> {
    const { time } = this.broker;
    for (;;) {
      await time.wait(time.between(1, 10));
      if (!this.running || this.generation !== generation) return;
      const messages = this.line.up && !this.paused.has(partition) ? this.fetch(partition) : [];
      if (messages.length === 0) await this.somethingNew();
      else await this.config?.eachBatch(this.payloadOf(partition, messages));
    }
  }

  private fetch(partition: number): KafkaMessage[] {
    const from = this.resolved.get(partition) ?? 0n;
    const log = this.broker.log(this.topic, partition);
    return log
      .slice(Number(from), Number(from) + MOST_MESSAGES)
      .map((record, i) => ({ ...record, offset: String(from + BigInt(i)), timestamp: '0' }) as never);
  }

  private somethingNew(): Promise<void> {
    return new Promise((done) => {
      const before = this.wake;
      this.wake = () => {
        this.wake = () => undefined;
        before();
        done();
      };
    });
  }

  private payloadOf(partition: number, messages: KafkaMessage[]): EachBatchPayload {
    const payload = {
      batch: { topic: this.topic, partition, messages },
      resolveOffset: (offset: string) => {
        if (this.resolved.has(partition)) this.resolved.set(partition, BigInt(offset) + 1n);
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

function recordsOf(written: Written[]): { topic: string; record: Omit<LogRecord, 'state'> }[] {
  return written.flatMap(({ topic, messages }) =>
    messages.map(({ key, value, headers }) => ({
      topic,
      record: {
        key: key === null ? null : Buffer.from(key),
        value,
        headers: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, Buffer.from(v)])),
      },
    })),
  );
}
