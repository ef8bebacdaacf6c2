import 'reflect-metadata';
import type { ArticleWithdrawn } from '@dateline/contracts';
import { eventually, uniquePrefix } from '@dateline/testing';
import { Controller, Inject, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, Payload } from '@nestjs/microservices';
import type { Consumer, Kafka } from 'kafkajs';
import {
  RethrowFilter,
  StageContext,
  StageHandler,
  StageServer,
  type ConsumerHealth,
  type ConsumerSettings,
  type StageMessage,
  type StageResult,
} from '../src/index.js';

const HANDLER = Symbol('HANDLER');
export type Handle = (message: StageMessage<ArticleWithdrawn>) => StageResult | Promise<StageResult>;
export type HandleBatch = (messages: StageMessage<ArticleWithdrawn>[]) => Promise<StageResult[]>;

@Controller()
export class OneByOne {
  constructor(@Inject(HANDLER) private readonly handle: Handle) {}
  @StageHandler('withdraw', { concurrency: 8 })
  on(@Ctx() context: StageContext) {
    return this.handle(context.message as StageMessage<ArticleWithdrawn>);
  }
}

@Controller()
export class Batched {
  constructor(@Inject(HANDLER) private readonly handle: HandleBatch) {}
  @StageHandler('withdraw', { batch: true })
  on(@Payload() messages: StageMessage<ArticleWithdrawn>[]) {
    return this.handle(messages);
  }
}

/** A stage of the test's own, in this process. */
export interface RunningStage {
  prefix: string;
  /** How each message ended, as the metrics count it. */
  counted: string[];
  health(): ConsumerHealth[];
  /** The clients that it has used, the present one last. */
  consumers: Consumer[];
  close(): Promise<void>;
}

const running: { close(): Promise<void> }[] = [];

/** Has `closeStages` close this, too. */
export function closeAfterwards(opened: { close(): Promise<void> }): void {
  running.push(opened);
}

/** Closes what a spec has started. For `afterEach`. */
export async function closeStages(): Promise<void> {
  await Promise.all(running.splice(0).map((stage) => stage.close()));
}

/** Where a stage runs; names are new ones and topics have one copy unless it says otherwise. */
export interface StagePlace {
  brokers: string[];
  prefix?: string;
  replicationFactor?: number;
  settings?: Partial<ConsumerSettings>;
}

/** Starts a stage and waits until it has joined its group. */
export async function startStage(
  controller: typeof OneByOne | typeof Batched,
  handle: Handle | HandleBatch,
  { brokers, prefix = uniquePrefix(), replicationFactor = 1, settings = {} }: StagePlace,
): Promise<RunningStage> {
  const counted: string[] = [];

  const server = new StageServer({
    kafka: { brokers, clientId: 'test', prefix },
    service: 'indexer',
    version: '9.9.9',
    replicationFactor,
    maxAttempts: 3,
    isTransient: (e) => e instanceof Error && e.message === 'database away',
    ready: () => Promise.resolve(),
    observer: {
      settled: (_stage, outcome, reason) => counted.push(reason ? `${outcome}:${reason}` : outcome),
      retried: () => undefined,
      chunkDone: () => undefined,
    },
    settings: {
      sessionTimeoutMs: 6_000,
      rebalanceTimeoutMs: 12_000,
      heartbeatMs: 1_000,
      handlerMs: 120_000,
      stallMs: 60_000,
      partitionsAtOnce: 3,
      maxBytesPerPartition: 1_000_000,
      chunkMessages: 20,
      chunkBytes: 1_000_000,
      retry: { baseMs: 20, capMs: 200 },
      ...settings,
    },
  });
  const consumers: Consumer[] = [];
  const kafka = server.unwrap<Kafka>();
  const makeConsumer = kafka.consumer.bind(kafka);
  kafka.consumer = (config) => {
    const made = makeConsumer(config);
    consumers.push(made);
    return made;
  };
  @Module({ controllers: [controller], providers: [{ provide: HANDLER, useValue: handle }] })
  class TestModule {}
  const app: INestMicroservice = await NestFactory.createMicroservice(TestModule, {
    strategy: server,
    logger: false,
  });
  app.useGlobalFilters(new RethrowFilter());
  await app.listen();
  let closed = false;
  const stage = {
    prefix,
    counted,
    health: () => server.health(),
    consumers,
    close: async () => {
      if (!closed) await app.close();
      closed = true;
    },
  };
  closeAfterwards(stage);
  await eventually(() => server.health().every((c) => c.ready), {
    timeoutMs: 60_000,
    what: 'the stage to join',
  });
  return stage;
}
