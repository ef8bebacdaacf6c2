import { backoffMs, RETRY_POLICIES } from '@dateline/config';
import { contractsOf, readingStage } from '@dateline/contracts';
import { Logger } from '@nestjs/common';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import type { Kafka } from 'kafkajs';
import { lastValueFrom } from 'rxjs';
import type { StageMessage } from './decode-message.js';
import { ensureTopics } from '../kafka/ensure-topics.js';
import { describeError } from '../messaging.errors.js';
import { createKafka, KafkaNames, type KafkaSettings } from '../kafka/kafka-client.js';
import type { StageObserver } from './partition-worker.js';
import { StageConsumer, type ConsumerHealth, type ConsumerSettings } from './stage-consumer.js';
import type { StageExtras } from './stage-handler.decorator.js';
import { StageContext } from './stage.context.js';
import type { StageResult } from './stage-result.js';

export interface StageServerOptions {
  kafka: KafkaSettings;
  service: string;
  version: string;
  replicationFactor: number;
  settings: ConsumerSettings;
  /** Attempts for a message that fails for an unknown cause. */
  maxAttempts: number;
  isTransient: (error: unknown) => boolean;
  observer: StageObserver;
  /** Resolves when the handlers' prerequisites are ready (migrations, caches). Consumers start after that. */
  ready: () => Promise<void>;
}

/**
 * Nest transport for stages. Each `@StageHandler(stage)` becomes its own consumer group. The runtime alone
 * decodes, validates, retries, dead-letters, records outcomes and commits, in one Kafka transaction per
 * chunk.
 */
export class StageServer extends Server implements CustomTransportStrategy {
  private readonly log = new Logger('StageServer');
  private readonly kafka: Kafka;
  private readonly names: KafkaNames;
  private consumers: StageConsumer[] = [];
  private state = 'starting';
  private closing = false;
  override readonly propagatesEventHandlerErrors = true;

  /** `makeClient` is the seam at which a simulation puts a cluster in memory. */
  constructor(
    private readonly options: StageServerOptions,
    makeClient = createKafka,
  ) {
    super();
    this.kafka = makeClient(options.kafka);
    this.names = new KafkaNames(options.kafka.prefix);
  }

  /** Returns at once. Kafka and MongoDB may still be unavailable; health says so until they are reached. */
  listen(callback: (error?: unknown) => void): void {
    this.consumers = [...this.messageHandlers].map(([topic, handler]) => this.makeConsumer(topic, handler));
    void this.startWhenReady();
    callback();
  }

  async close(): Promise<void> {
    this.closing = true;
    await Promise.all(this.consumers.map((consumer) => consumer.close()));
  }

  /** State of each consumer; before they start, the state of the wait. */
  health(): ConsumerHealth[] {
    if (this.state !== 'running')
      return [
        {
          group: this.options.service,
          topic: '*',
          ready: false,
          detail: this.state,
          stalledPartitions: 0,
          inHandSeconds: 0,
        },
      ];
    return this.consumers.map((consumer) => consumer.health());
  }

  on(): never {
    throw new TypeError('StageServer has no events; see health()');
  }

  unwrap<T>(): T {
    return this.kafka as T;
  }

  private async startWhenReady(): Promise<void> {
    await this.untilDone('waiting for the database', this.options.ready);
    await this.untilDone('waiting for Kafka', () => ensureTopics(this.kafka, this.names, this.options));
    if (this.closing) return;
    this.state = 'running';
    await Promise.all(this.consumers.map((consumer) => consumer.start()));
  }

  private async untilDone(what: string, work: () => Promise<void>): Promise<void> {
    for (let attempt = 1; !this.closing; attempt += 1) {
      try {
        this.state = what;
        await work();
        return;
      } catch (error) {
        this.state = `${what}: ${describeError(error)}`;
        this.log.warn(this.state);
        await new Promise((resolve) => setTimeout(resolve, backoffMs(attempt, RETRY_POLICIES.stageStart)));
      }
    }
  }

  private makeConsumer(topic: string, handler: MessageHandler): StageConsumer {
    const extras = readExtras(handler.extras);
    const { service, version, settings, observer, isTransient, maxAttempts } = this.options;
    const group = this.names.group(service, extras.stage);
    return new StageConsumer({
      kafka: this.kafka,
      names: this.names,
      group,
      topic: this.names.topic(topic),
      settings,
      observer,
      processor: {
        who: { service, version, stage: extras.stage },
        contracts: contractsOf(topic),
        handle: (messages) => this.callHandler(handler, messages, extras),
        batch: extras.batch ?? false,
        concurrency: extras.concurrency ?? 4,
        maxAttempts,
        isTransient,
        now: () => new Date(),
      },
    });
  }

  private async callHandler(
    handler: MessageHandler,
    messages: StageMessage[],
    extras: StageExtras,
  ): Promise<StageResult[]> {
    const first = messages[0];
    if (!first) return [];
    const payload: unknown = extras.batch ? messages : first.event.data;
    const answer: unknown = await handler(payload, new StageContext(messages));
    const value: unknown = await lastValueFrom(this.transformToObservable(answer));
    return (Array.isArray(value) ? value : [value]) as StageResult[];
  }
}

function readExtras(extras: Record<string, unknown> | undefined): StageExtras {
  const stage = extras?.['stage'];
  const { name } = readingStage(typeof stage === 'string' ? stage : '');
  return { ...extras, stage: name };
}
