import { fromCloudEventHeaders, type ArticleRecord } from '@dateline/contracts';
import type { FollowedMessage, FollowedTopic } from '@dateline/messaging';
import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { passesFilter, type StreamFilter } from './stream-filter.js';
import { eventFrame, heartbeatFrame, openingFrame } from './stream-frame.js';

export interface ArticleStreamOptions {
  response: ServerResponse;
  topic: Pick<FollowedTopic, 'positions' | 'inSyncAt'>;
  /** The filter as it is now: labels of feeds change. */
  filter: () => Promise<StreamFilter>;
  /** The cursor for these positions. */
  seal: (at: Pick<FollowedTopic, 'positions' | 'inSyncAt'>) => string;
  heartbeatMs: number;
  /** A client that takes nothing for so long is cut off. */
  slowMs: number;
}

/** Between two signs of life to Kafka while a client is slow. */
const BEAT_MS = 2000;

/**
 * One client's stream. It writes an event only when the client has taken those before, so a slow client holds
 * up its own reading and no memory; one that stands still is cut off and may go on from its last cursor.
 */
export class ArticleStream {
  private readonly logger = new Logger('Stream');
  private readonly closed = new AbortController();
  /** A message was passed and is not written yet: the cursor is ahead of what the client has. */
  private isTaking = false;

  constructor(private readonly on: ArticleStreamOptions) {
    on.response.once('close', () => {
      this.closed.abort();
    });
  }

  /** Writes the head and says where the stream stands. */
  open(): void {
    const { response, topic, seal } = this.on;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Proxies such as nginx would collect the events otherwise.
      'x-accel-buffering': 'no',
    });
    response.write(openingFrame(seal(topic)));
  }

  /** Resolves when the client is gone or the stream was ended; signs of life go out until then. */
  async untilClosed(): Promise<void> {
    const timer = setInterval(() => {
      this.heartbeat();
    }, this.on.heartbeatMs);
    try {
      if (!this.closed.signal.aborted) await once(this.closed.signal, 'abort');
    } finally {
      clearInterval(timer);
    }
  }

  /** Not while an event is being made: its cursor would go out before it. */
  heartbeat(): void {
    const { response, seal, topic } = this.on;
    if (!this.isTaking && !response.writableNeedDrain) response.write(heartbeatFrame(seal(topic)));
  }

  /** Ends the stream: the client asks again with the cursor that it has. */
  end(): void {
    this.on.response.end();
    this.closed.abort();
  }

  /** Writes a message if it is for this client. Resolves when the client can take more. */
  async take(message: FollowedMessage, beat: () => Promise<void>): Promise<void> {
    if (this.closed.signal.aborted) return;
    this.isTaking = true;
    try {
      const frame = await this.frameOf(message);
      if (frame === null || this.closed.signal.aborted || this.on.response.write(frame)) return;
      await this.drained(beat);
    } finally {
      this.isTaking = false;
    }
  }

  private async frameOf(message: FollowedMessage): Promise<string | null> {
    const { filter, seal, topic } = this.on;
    const read = fromCloudEventHeaders(message.headers);
    if (!('attributes' in read)) {
      this.logger.warn({
        msg: 'a message is no event',
        partition: message.partition,
        offset: message.offset,
      });
      return null;
    }
    const data =
      message.value === null ? null : (JSON.parse(message.value.toString('utf8')) as ArticleRecord);
    if (!passesFilter(data, await filter())) return null;
    return eventFrame({ ...read.attributes, data }, seal(topic));
  }

  private async drained(beat: () => Promise<void>): Promise<void> {
    const { response, slowMs } = this.on;
    const { signal } = this.closed;
    const drain = once(response, 'drain', { signal }).then(
      () => 'drained',
      () => 'closed',
    );
    const beatMs = Math.min(BEAT_MS, slowMs);
    for (let waited = 0; waited < slowMs; waited += beatMs) {
      const pause = new AbortController();
      const end = await Promise.race([
        drain,
        sleep(beatMs, 'late', { signal: pause.signal }).catch(() => 'late'),
      ]);
      pause.abort();
      if (end !== 'late') return;
      await beat();
    }
    this.logger.log('a stream was cut off: its client takes nothing');
    response.destroy();
    this.closed.abort();
  }
}
