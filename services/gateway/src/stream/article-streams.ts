import { topics } from '@dateline/contracts';
import {
  boundsOf,
  clusterIdOf,
  FollowedTopic,
  type KafkaClient,
  type KafkaNames,
  type Positions,
} from '@dateline/messaging';
import type { FeedBulkRepository } from '@dateline/storage';
import {
  BadRequestException,
  GoneException,
  HttpException,
  HttpStatus,
  Logger,
  ServiceUnavailableException,
  type OnModuleDestroy,
} from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { ArticleStream } from './article-stream.js';
import { openCursor, sealCursor, type CursorSeal, type StreamCursor } from './stream-cursor.js';
import type { StreamFilter } from './stream-filter.js';
import { StreamSeats, type SeatLimits } from './stream-seats.js';
import type { StreamQuery } from './stream.schema.js';

export interface StreamSettings {
  /** Signs cursors; empty: the id of the cluster does. */
  key: string;
  seats: SeatLimits;
  heartbeatMs: number;
  slowMs: number;
}

export interface ArticleStreamsDependencies {
  client: KafkaClient;
  names: KafkaNames;
  feeds: Pick<FeedBulkRepository, 'labelled'>;
  settings: StreamSettings;
  now: () => Date;
}

export interface StreamRequest {
  /** IP address. */
  client: string;
  query: StreamQuery;
  lastEventId: string | undefined;
}

/** Tombstones are kept for a week: a client that was away for longer may have missed one. A day is left for clocks. */
const MOST_AWAY_MS = 6 * 24 * 60 * 60 * 1000;
/** A label counts for a feed within this time after it was given or taken. */
const LABELS_MS = 10_000;

const ANEW = 'Forget what you have, and begin anew with from=start.';

/** The streams of articles that this replica serves. */
export class ArticleStreams implements OnModuleDestroy {
  private readonly logger = new Logger('Stream');
  private readonly seats: StreamSeats;
  private readonly open = new Set<ArticleStream>();
  private seal: CursorSeal | null = null;

  constructor(private readonly on: ArticleStreamsDependencies) {
    this.seats = new StreamSeats(on.settings.seats);
  }

  onModuleDestroy(): void {
    for (const stream of this.open) stream.end();
  }

  /**
   * Serves a stream until its client goes. Throws before anything is written: 400 for a cursor that is none of
   * ours, 410 for one that is too old, 429 and 503 where there is no seat.
   */
  async serve(request: StreamRequest, response: ServerResponse): Promise<void> {
    const giveBack = this.seatFor(request.client);
    try {
      await this.follow(request, response);
    } finally {
      giveBack();
    }
  }

  private seatFor(client: string): () => void {
    const seat = this.seats.take(client);
    if (seat === 'full') throw new ServiceUnavailableException('All streams of this replica are taken.');
    if (seat === 'too_many')
      throw new HttpException('Too many streams of one client are open.', HttpStatus.TOO_MANY_REQUESTS);
    return seat;
  }

  private async follow({ query, lastEventId }: StreamRequest, response: ServerResponse): Promise<void> {
    const { client, names, settings, now } = this.on;
    const topicName = names.topic(topics.articles.name);
    const seal = await this.sealFor(topicName);
    const bounds = await boundsOf(client, topicName);
    const begin = this.beginOf(
      { given: lastEventId ?? query.after, from: query.from ?? 'now' },
      seal,
      bounds,
    );
    const topic: FollowedTopic = new FollowedTopic({
      kafka: client,
      topic: topicName,
      group: names.group('gateway', `stream-${randomUUID()}`),
      from: begin.offsets,
      take: (message, beat) => stream.take(message, beat),
      onEnd: (error) => {
        this.logger.warn({ msg: 'a stream ended with its reading', error });
        stream.end();
      },
      now,
    });
    const stream: ArticleStream = new ArticleStream({
      response,
      topic,
      filter: this.filterOf(query),
      seal: (at) =>
        sealCursor({ offsets: at.positions(), syncedAt: latest(begin.syncedAt, at.inSyncAt()) }, seal),
      heartbeatMs: settings.heartbeatMs,
      slowMs: settings.slowMs,
    });
    this.open.add(stream);
    try {
      stream.open();
      await topic.start(bounds);
      await stream.untilClosed();
    } catch (error) {
      // The head is written, so that only the end of the stream can tell: the client asks again.
      this.logger.warn({ msg: 'a stream could not be read', error });
      stream.end();
    } finally {
      this.open.delete(stream);
      await topic.stop();
    }
  }

  /** Where the stream begins: at the client's cursor, at the beginning, or at the end. */
  private beginOf(
    { given, from }: { given: string | undefined; from: 'start' | 'now' },
    seal: CursorSeal,
    bounds: ReadonlyMap<number, { low: bigint; high: bigint }>,
  ): StreamCursor {
    if (given === undefined || given === '') {
      const offsets = [...bounds].map(([partition, { low, high }]): [number, bigint] => [
        partition,
        from === 'start' ? low : high,
      ]);
      return { offsets: new Map(offsets), syncedAt: this.on.now() };
    }
    const cursor = openCursor(given, seal);
    if (cursor === null) throw new BadRequestException('This is no cursor of the stream.');
    if (this.on.now().getTime() - cursor.syncedAt.getTime() > MOST_AWAY_MS)
      throw new GoneException(`The cursor is too old: erasures may have been missed. ${ANEW}`);
    if (!isWithin(cursor.offsets, bounds))
      throw new GoneException(`The topic no longer has what the cursor points to. ${ANEW}`);
    return cursor;
  }

  private async sealFor(topic: string): Promise<CursorSeal> {
    const { settings, client } = this.on;
    this.seal ??= { topic, key: settings.key || (await clusterIdOf(client)) };
    return this.seal;
  }

  private filterOf({ language, outlet, pageType, label }: StreamQuery): () => Promise<StreamFilter> {
    const { feeds: stored, now } = this.on;
    let feeds: ReadonlySet<string> | undefined;
    let readAt = -Infinity;
    return async () => {
      const at = now().getTime();
      if (label !== undefined && at - readAt > LABELS_MS) {
        feeds = new Set(await stored.labelled(label));
        readAt = at;
      }
      return { language, outlet, pageType, feeds };
    };
  }
}

/** Whether each partition of the topic still has the offset. */
function isWithin(offsets: Positions, bounds: ReadonlyMap<number, { low: bigint; high: bigint }>): boolean {
  if (offsets.size !== bounds.size) return false;
  return [...bounds].every(([partition, { low, high }]) => {
    const offset = offsets.get(partition);
    return offset !== undefined && offset >= low && offset <= high;
  });
}

const latest = (one: Date, other: Date | null) => (other !== null && other > one ? other : one);
