import { topics } from '@dateline/contracts';
import { OrderDesk, orderOf, type Order } from './order-desk.js';
import { SimulatedBroker, type BrokenPromises } from './simulated-broker.js';
import { SimulatedGroup } from './simulated-group.js';
import { SimulatedKafka } from './simulated-kafka.js';
import { SESSION_MS, STALL_MS, StageReplica, type Store } from './stage-replica.js';
import { VirtualTime } from './virtual-time.js';

export const INPUT = topics.withdrawn.name;
const PARTITIONS = 3;
const GROUP = 'dateline.deduplicator.withdraw';
/** How long things go wrong, and how long after it everything must be done. */
const TROUBLE_MS = 20_000;
const CALM_MS = 240_000;
/** Share of the runs that go on for a time in which nothing is left to do. */
const IDLE_SHARE = 0.05;

/** What one run came to, for the checker. */
export interface Run {
  broker: SimulatedBroker;
  orders: Order[];
  /** Ids of the orders of which the publisher said that they are written. */
  acknowledged: ReadonlySet<string>;
  /** Whether everything was published and read in time. */
  isDone: boolean;
  /** Only of runs that stayed idle for a time: what went on although there was nothing to do. */
  idle: { rebalances: number; unready: string[] } | null;
}

/**
 * Runs replicas of a stage and a publisher through the troubles of a seed: rebalances, processes that are cut
 * off, killed or replaced, lost answers, moved leaders, consumers that stand still, a store that is away.
 */
export async function runSeed(seed: number, broken: BrokenPromises = {}): Promise<Run> {
  const time = new VirtualTime(seed);
  time.install();
  try {
    return await new World(time, broken).run();
  } finally {
    time.restore();
  }
}

class World {
  private readonly broker: SimulatedBroker;
  private readonly group: SimulatedGroup;
  private readonly orders: Order[] = [];
  private readonly acknowledged = new Set<string>();
  private readonly store: Store = { state: 'there' };
  private replicas: StageReplica[] = [];
  private desk: OrderDesk;

  constructor(
    private readonly time: VirtualTime,
    broken: BrokenPromises,
  ) {
    this.broker = new SimulatedBroker(time, broken);
    this.group = new SimulatedGroup(this.broker, { partitions: PARTITIONS, sessionMs: SESSION_MS });
    this.desk = this.openDesk();
  }

  async run(): Promise<Run> {
    const { time, broker, orders, acknowledged } = this;
    const count = time.between(3, 9);
    for (let n = 0; n < count; n += 1) time.after(time.between(0, TROUBLE_MS), () => this.order(n));
    this.join();
    if (time.chance(0.6)) this.join();
    const troubles = time.between(2, 7);
    for (let n = 0; n < troubles; n += 1) time.after(time.between(50, TROUBLE_MS), () => this.trouble());
    await time.run(TROUBLE_MS);
    this.calmDown();
    await time.run(CALM_MS, () => this.isDone());
    const idle = time.chance(IDLE_SHARE) ? await this.idle() : null;
    return { broker, orders, acknowledged, isDone: this.isDone(), idle };
  }

  private calmDown(): void {
    this.broker.heal();
    this.store.state = 'there';
    for (const { kafka } of [...this.replicas, this.desk]) kafka.setLine('up');
  }

  private isDone(): boolean {
    const { broker, orders, acknowledged } = this;
    if (orders.some(({ id }) => !acknowledged.has(id))) return false;
    return broker.logsOf(INPUT).every((log, partition) => {
      const next = Number(broker.committedOffset(GROUP, INPUT, partition) ?? 0n);
      return !log.slice(next).some(({ state }) => state === 'committed' || state === 'pending');
    });
  }

  /** The first time is for what the troubles left behind. After one more order, nothing may happen. */
  private async idle(): Promise<Run['idle']> {
    // A consumer that hangs with nothing to read is found out only by the next order.
    for (const { kafka } of this.replicas) kafka.hang(false);
    await this.time.run(2 * STALL_MS);
    this.order(this.orders.length);
    await this.time.run(CALM_MS, () => this.isDone());
    const before = this.group.generation;
    await this.time.run(2 * STALL_MS);
    const unready = this.replicas.flatMap((replica) => replica.health()).filter(({ ready }) => !ready);
    return { rebalances: this.group.generation - before, unready: unready.map(({ detail }) => detail) };
  }

  private trouble(): void {
    const { time, broker } = this;
    const replica = time.pick(this.replicas);
    const kinds = [
      () => this.join(),
      () => this.retire(replica, (gone) => void gone.close()),
      () => this.retire(replica, ({ kafka }) => kafka.setLine('dead')),
      () => this.cutOff(replica?.kafka),
      () => this.cutOff(this.desk.kafka),
      () => this.killDesk(),
      () => replica?.kafka.crash(),
      () => replica?.kafka.hang(),
      () => broker.moveLeaders(),
      () => this.lameStore('away'),
      () => this.lameStore('silent'),
      () => this.lameBroker(),
    ];
    time.pick(kinds)?.();
  }

  private openDesk(): OrderDesk {
    return new OrderDesk(new SimulatedKafka(this.broker, this.group), this.time, this.acknowledged);
  }

  private order(n: number): void {
    const order = orderOf(n, this.time.chance(0.08));
    this.orders.push(order);
    void this.desk.send(order);
  }

  /** The next process publishes what the killed one has not recorded as published. */
  private killDesk(): void {
    this.desk.kill();
    this.desk = this.openDesk();
    for (const order of this.orders) void this.desk.send(order);
  }

  private join(): void {
    const kafka = new SimulatedKafka(this.broker, this.group);
    this.replicas.push(new StageReplica(kafka, this.time, this.store));
  }

  /** Another replica takes the place of the last one. */
  private retire(replica: StageReplica | undefined, end: (replica: StageReplica) => void): void {
    if (!replica) return;
    this.replicas = this.replicas.filter((other) => other !== replica);
    end(replica);
    if (this.replicas.length === 0) this.join();
  }

  /** The process goes on without its brokers, and comes back as a zombie. */
  private cutOff(kafka: SimulatedKafka | undefined): void {
    kafka?.setLine('cut');
    this.time.after(this.time.between(50, 3 * SESSION_MS), () => kafka?.setLine('up'));
  }

  private lameStore(state: Store['state']): void {
    this.store.state = state;
    this.time.after(this.time.between(100, 10_000), () => {
      this.store.state = 'there';
    });
  }

  private lameBroker(): void {
    const { time, broker } = this;
    broker.troubles = {
      refused: time.random() * 0.3,
      answerLost: time.random() * 0.3,
      concurrentTransactions: time.random() * 0.5,
    };
    time.after(time.between(100, 8_000), () => broker.heal());
  }
}
