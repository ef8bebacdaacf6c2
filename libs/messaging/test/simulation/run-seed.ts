import {
  contractsOf,
  deterministicId,
  events,
  makeEvent,
  toCloudEventHeaders,
  topics,
  type ArticleWithdrawn,
} from '@dateline/contracts';
import { createHash } from 'node:crypto';
import { emitted, KafkaNames, PermanentError, TransientError, type StageMessage } from '../../src/index.js';
import { StageConsumer } from '../../src/stage/stage-consumer.js';
import { SimulatedBroker } from './simulated-broker.js';
import { SimulatedGroup } from './simulated-group.js';
import { SimulatedKafka } from './simulated-kafka.js';
import { VirtualTime } from './virtual-time.js';

const PARTITIONS = 3;
const GROUP = 'dateline.deduplicator.withdraw';
const INPUT = topics.withdrawn.name;
/** How long things go wrong, and how long after it everything must be done. */
const TROUBLE_MS = 40_000;
const CALM_MS = 180_000;
const SESSION_MS = 6_000;

/** What one run of the stage came to, for the checker. */
export interface StageRun {
  broker: SimulatedBroker;
  /** Ids of the input events; those that can never work are `poison`. */
  sent: { id: string; poison: boolean }[];
  /** Milliseconds after the trouble at which all was read; null where something was left. */
  calmAfter: number | null;
}

interface Replica {
  kafka: SimulatedKafka;
  consumer: StageConsumer;
}

/** Runs replicas of a stage through the trouble of a seed: rebalances, zombies, lost answers, a store that is away. */
export async function runStage(seed: number): Promise<StageRun> {
  const time = new VirtualTime(seed);
  time.install();
  try {
    return await new Run(time).run();
  } finally {
    time.restore();
  }
}

class Run {
  private readonly broker: SimulatedBroker;
  private readonly group: SimulatedGroup;
  private readonly sent: StageRun['sent'] = [];
  private replicas: Replica[] = [];
  private storeAway = false;

  constructor(private readonly time: VirtualTime) {
    this.broker = new SimulatedBroker(time);
    this.group = new SimulatedGroup(this.broker, {
      topic: INPUT,
      partitions: PARTITIONS,
      sessionMs: SESSION_MS,
    });
  }

  async run(): Promise<StageRun> {
    const { time, broker, sent } = this;
    const messages = time.between(6, 20);
    for (let n = 0; n < messages; n += 1) time.after(time.between(0, TROUBLE_MS), () => this.send(n));
    this.join();
    if (time.chance(0.6)) this.join();
    const troubles = time.between(2, 7);
    for (let n = 0; n < troubles; n += 1) time.after(time.between(50, TROUBLE_MS), () => this.trouble());
    await time.run(TROUBLE_MS);
    broker.heal();
    this.storeAway = false;
    if (!this.replicas.some(({ kafka }) => kafka.line.up)) this.join();
    const start = time.now;
    await time.run(CALM_MS, () => this.isDone());
    const calmAfter = this.isDone() ? time.now - start : null;
    await Promise.race([
      Promise.all(this.replicas.map(({ consumer }) => consumer.close())),
      time.run(CALM_MS),
    ]);
    return { broker, sent, calmAfter };
  }

  private isDone(): boolean {
    return Array.from({ length: PARTITIONS }, (_, partition) => partition).every((partition) => {
      const end = BigInt(this.broker.log(INPUT, partition).length);
      return (this.broker.committedOffset(GROUP, INPUT, partition) ?? 0n) === end;
    });
  }

  private trouble(): void {
    const { time, broker } = this;
    const kinds = [
      () => this.join(),
      () => this.leave(),
      () => this.cutOff(),
      () => this.pick()?.kafka.crash(),
      () => {
        this.storeAway = true;
        time.after(time.between(100, 10_000), () => {
          this.storeAway = false;
        });
      },
      () => {
        broker.faults = {
          refused: time.random() * 0.3,
          answerLost: time.random() * 0.3,
          concurrentTransactions: time.random() * 0.5,
        };
        time.after(time.between(100, 8_000), () => broker.heal());
      },
    ];
    kinds[time.between(0, kinds.length - 1)]?.();
  }

  private pick(): Replica | undefined {
    return this.replicas[this.time.between(0, this.replicas.length - 1)];
  }

  private join(): void {
    const kafka = new SimulatedKafka(this.broker, this.group);
    const consumer = new StageConsumer({
      kafka: kafka.client,
      names: new KafkaNames(''),
      group: GROUP,
      topic: INPUT,
      processor: {
        who: { service: 'deduplicator', version: '1', stage: 'withdraw' },
        contracts: contractsOf(INPUT),
        handle: (batch) => this.handle(batch),
        batch: this.time.chance(0.5),
        concurrency: 4,
        maxAttempts: 3,
        isTransient: () => false,
        now: () => new Date(this.time.now),
      },
      settings: {
        sessionTimeoutMs: SESSION_MS,
        rebalanceTimeoutMs: SESSION_MS,
        heartbeatMs: 3_000,
        handlerMs: 600_000,
        stallMs: 300_000,
        partitionsAtOnce: PARTITIONS,
        maxBytesPerPartition: 1_000_000,
        chunkMessages: 4,
        chunkBytes: 1_000_000,
        retry: { baseMs: 500, capMs: 30_000 },
      },
      observer: { settled: () => undefined, retried: () => undefined, chunkDone: () => undefined },
    });
    this.replicas.push({ kafka, consumer });
    void consumer.start();
  }

  /** An orderly end, as at a deployment; another takes its place where it was the last. */
  private leave(): void {
    const replica = this.pick();
    if (!replica) return;
    this.replicas = this.replicas.filter((other) => other !== replica);
    void replica.consumer.close();
    if (this.replicas.length === 0) this.join();
  }

  /** The process goes on without its brokers and comes back as a zombie, or never. */
  private cutOff(): void {
    const replica = this.pick();
    if (!replica) return;
    replica.kafka.setLine(false);
    if (this.time.chance(0.7))
      this.time.after(this.time.between(50, 3 * SESSION_MS), () => replica.kafka.setLine(true));
    else this.join();
  }

  private async handle(batch: StageMessage[]) {
    await this.time.wait(this.time.between(0, 40));
    if (this.storeAway) throw new TransientError('away', 'the store is away');
    return batch.map(({ event }) => {
      const order = event.data as ArticleWithdrawn;
      if (order.reason === 'poison') throw new PermanentError('poison', 'can never work');
      const attributes = { source: '/test', time: event.time, subject: event.subject };
      return emitted([makeEvent(events.articleWithdrawal, { ...attributes, id: effectOf(event.id) }, order)]);
    });
  }

  private send(n: number): void {
    const poison = this.time.chance(0.08);
    const articleId = createHash('sha256')
      .update(`article ${n % 7}`)
      .digest('hex');
    const id = deterministicId('order', String(n));
    const time = new Date(this.time.now).toISOString();
    const order: ArticleWithdrawn = {
      articleId,
      action: 'retract',
      reason: poison ? 'poison' : 'an error',
      requestedBy: 'desk',
      requestedAt: time,
    };
    const event = makeEvent(
      events.articleWithdrawn,
      { id, source: '/test', time, subject: articleId },
      order,
    );
    const headers = Object.entries(toCloudEventHeaders(event)).map(([k, v]) => [k, Buffer.from(v)]);
    this.broker.append(INPUT, n % PARTITIONS, {
      key: Buffer.from(articleId),
      value: Buffer.from(JSON.stringify(order)),
      headers: Object.fromEntries(headers) as Record<string, Buffer>,
    });
    this.sent.push({ id, poison });
  }
}

/** Id of the event that an order leads to. */
export const effectOf = (orderId: string): string => deterministicId('effect', orderId);
