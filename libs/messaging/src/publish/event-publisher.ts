import type { OutgoingEvent, StageOutcome } from '@dateline/contracts';
import type { Context } from '@opentelemetry/api';
import type { Kafka } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { encodeEvent, fits, type EncodedMessage } from './encode-event.js';
import { isLeaderMoved, isRefusedByBroker, PermanentError, TransientError } from '../messaging.errors.js';
import { createKafka, KafkaNames, type KafkaSettings } from '../kafka/kafka-client.js';
import { retryWhileNotReady } from '../kafka/retry-while-not-ready.js';
import { TransactionalProducer } from './transactional-producer.js';
import { outcomeEvent } from '../stage/message-settlement.js';

/**
 * Events and outcomes that a service writes without Kafka input: from a poll, a page, an operator's order.
 * They are written together or not at all.
 */
export interface Publication {
  events: OutgoingEvent[];
  outcomes: StageOutcome[];
  traceContext?: Context;
}

interface Waiting {
  messages: EncodedMessage[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** The most publications in one transaction. */
const MAX_BYTES = 8 * 1024 * 1024;
const TRANSACTION_TIMEOUT_MS = 30_000;

/**
 * Writes publications in Kafka transactions. Publications that arrive during a transaction share the next
 * one. The caller records afterwards what it published; if it cannot know, it publishes again with the same
 * ids.
 */
export class EventPublisher {
  private readonly kafka: Kafka;
  private readonly names: KafkaNames;
  private readonly transactionalId: string;
  private producer: TransactionalProducer | null = null;
  private queue: Waiting[] = [];
  private pumping: Promise<void> | null = null;

  /** `makeClient` is the seam at which a simulation puts a cluster in memory. */
  constructor(settings: KafkaSettings, service: string, makeClient = createKafka) {
    this.kafka = makeClient(settings);
    this.names = new KafkaNames(settings.prefix);
    this.transactionalId = `${this.names.group(service, 'publisher')}-${randomUUID()}`;
  }

  /**
   * Resolves once committed. Throws PermanentError: `too_large` before anything is sent, `refused_by_broker`
   * when Kafka would never accept it. Throws TransientError when Kafka is unavailable.
   */
  publish(publication: Publication): Promise<void> {
    const outcomes = publication.outcomes.map(outcomeEvent);
    const messages = [...publication.events, ...outcomes].map((event) =>
      encodeEvent(event, publication.traceContext),
    );
    const tooLarge = messages.find((message) => !fits(message));
    if (tooLarge) {
      return Promise.reject(
        new PermanentError('too_large', `${tooLarge.bytes} bytes do not fit ${tooLarge.topic}`),
      );
    }
    return new Promise((resolve, reject) => {
      this.queue.push({ messages, resolve, reject });
      this.pumping ??= this.pump();
    });
  }

  async close(): Promise<void> {
    await this.pumping;
    await this.producer?.close();
    this.producer = null;
  }

  private async pump(): Promise<void> {
    // Publications of one turn of the event loop, such as the entries of one feed, share a transaction.
    await nextTurn();
    while (this.queue.length > 0) {
      await this.write(this.takeShare());
    }
    this.pumping = null;
  }

  /**
   * A publication that Kafka refuses must not block the others of its transaction, so each is retried alone.
   */
  private async write(share: Waiting[]): Promise<void> {
    try {
      await this.commit(share.flatMap((w) => w.messages));
      for (const w of share) w.resolve();
    } catch (cause) {
      const refused = isRefusedByBroker(cause);
      if (refused && share.length > 1) {
        for (const w of share) await this.write([w]);
        return;
      }
      const error = refused
        ? new PermanentError('refused_by_broker', 'Kafka takes no such event', { cause })
        : new TransientError('publish_failed', 'the events could not be written to Kafka', { cause });
      for (const w of share) w.reject(error);
    }
  }

  private takeShare(): Waiting[] {
    const share: Waiting[] = [];
    let bytes = 0;
    while (this.queue.length > 0 && (share.length === 0 || bytes < MAX_BYTES)) {
      const next = this.queue.shift() as Waiting;
      for (const message of next.messages) bytes += message.bytes;
      share.push(next);
    }
    return share;
  }

  /** Only a refused produce request is repeated here: the fate of a commit that fails may be unknown. */
  private commit(messages: EncodedMessage[]): Promise<void> {
    return retryWhileNotReady(() => this.commitOnce(messages), isLeaderMoved);
  }

  private async commitOnce(messages: EncodedMessage[]): Promise<void> {
    const { transactionalId } = this;
    const settings = { transactionalId, transactionTimeoutMs: TRANSACTION_TIMEOUT_MS };
    this.producer ??= await TransactionalProducer.open(this.kafka, this.names, settings);
    try {
      await this.producer.run((transaction) => transaction.write(messages));
    } catch (error) {
      this.producer = null;
      throw error;
    }
  }
}
