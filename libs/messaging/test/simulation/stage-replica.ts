import { deterministicId, events, makeEvent, topics, type ArticleWithdrawn } from '@dateline/contracts';
import type { ConsumerHealth } from '../../src/index.js';
import { emitted, PermanentError, StageServer, TransientError, type StageContext } from '../../src/index.js';
import type { StageMessage } from '../../src/index.js';
import type { SimulatedKafka } from './simulated-kafka.js';
import type { VirtualTime } from './virtual-time.js';

export const SESSION_MS = 6_000;
/** Longer than every pause of a retry, so that only a partition that really stands still is taken for stuck. */
export const STALL_MS = 50_000;
const HANDLER_MS = 25_000;

/** What the handler meets outside: a store that may be away, or that never answers. */
export interface Store {
  state: 'there' | 'away' | 'silent';
}

/** One process of a service with the stage `withdraw`: a real `StageServer` on a simulated client. */
export class StageReplica {
  private readonly server: StageServer;

  constructor(
    readonly kafka: SimulatedKafka,
    private readonly time: VirtualTime,
    private readonly store: Store,
  ) {
    this.server = new StageServer(
      {
        kafka: { brokers: [], clientId: 'simulated', prefix: '' },
        service: 'deduplicator',
        version: '1',
        replicationFactor: 1,
        maxAttempts: 3,
        isTransient: () => false,
        ready: () => Promise.resolve(),
        observer: { settled: () => undefined, retried: () => undefined, chunkDone: () => undefined },
        settings: {
          sessionTimeoutMs: SESSION_MS,
          rebalanceTimeoutMs: SESSION_MS,
          heartbeatMs: 3_000,
          handlerMs: HANDLER_MS,
          stallMs: STALL_MS,
          partitionsAtOnce: 3,
          maxBytesPerPartition: 1_000_000,
          chunkMessages: 4,
          chunkBytes: 1_000_000,
          retry: { baseMs: 500, capMs: 10_000 },
        },
      },
      () => kafka.client,
    );
    const batch = time.chance(0.5);
    const handler = async (_payload: unknown, context: StageContext) => {
      const results = await this.handle(context.messages);
      return batch ? results : results[0];
    };
    this.server.addHandler(topics.withdrawn.name, handler as never, true, { stage: 'withdraw', batch });
    this.server.listen(() => undefined);
  }

  health(): ConsumerHealth[] {
    return this.server.health();
  }

  /** An orderly end, as at a deployment. */
  close(): Promise<void> {
    return this.server.close();
  }

  private async handle(messages: StageMessage[]) {
    await this.time.wait(this.time.between(0, 40));
    if (this.store.state === 'silent') await new Promise(() => undefined);
    if (this.store.state === 'away') throw new TransientError('away', 'the store is away');
    return messages.map(({ event }) => {
      const order = event.data as ArticleWithdrawn;
      if (order.reason === 'poison') throw new PermanentError('poison', 'can never work');
      const attributes = { source: '/test', time: event.time, subject: event.subject };
      return emitted([makeEvent(events.articleWithdrawal, { ...attributes, id: effectOf(event.id) }, order)]);
    });
  }
}

/** Id of the event that an order leads to. */
export const effectOf = (orderId: string): string => deterministicId('effect', orderId);
