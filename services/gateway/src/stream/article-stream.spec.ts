import { schemaIdOf } from '@dateline/contracts';
import type { FollowedMessage, Positions } from '@dateline/messaging';
import { seededRandom } from '@dateline/testing';
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { ArticleStream } from './article-stream.js';
import { openCursor, sealCursor } from './stream-cursor.js';

const seal = { key: 'a key for specs of the stream, long enough', topic: 'news.articles.v1' };
const now = new Date('2026-03-03T12:00:00Z');
const beat = () => Promise.resolve();

/** A client's end of a response: it breaks off after some bytes, and may say that it is full. */
class PlayedResponse extends EventEmitter {
  text = '';
  writableNeedDrain = false;
  isDestroyed = false;
  isCut = false;
  status = 0;

  constructor(
    private left = Infinity,
    private readonly isFull = () => false,
  ) {
    super();
  }

  writeHead(status: number): void {
    this.status = status;
  }

  write(frame: string): boolean {
    this.text += frame.slice(0, this.left);
    this.left -= frame.length;
    this.isCut ||= this.left <= 0;
    if (this.isCut) this.emit('close');
    return !this.isFull();
  }

  end(): void {
    this.emit('close');
  }

  destroy(): void {
    this.isDestroyed = true;
    this.emit('close');
  }
}

interface Log {
  /** By partition: a message, or null for an offset that control records or compaction took. */
  partitions: (FollowedMessage | null)[][];
  versions: Map<string, number[]>;
}

function messageOf(key: string, version: number, at: { partition: number; offset: number }): FollowedMessage {
  const language = Number(key) % 2 === 0 ? 'en' : 'de';
  const headers = {
    ce_specversion: '1.0',
    ce_id: `${key}.${version}`,
    ce_type: 'news.article.updated.v1',
    ce_source: '/spec',
    ce_time: '2026-03-03T09:00:00.000Z',
    ce_subject: key,
    ce_dataschema: schemaIdOf('news.article.updated.v1'),
  };
  const value = Buffer.from(JSON.stringify({ version, inLanguage: language, text: 'x'.repeat(version * 7) }));
  return { partition: at.partition, offset: BigInt(at.offset), key, headers, value };
}

function makeLog(random: () => number, count: number): Log {
  const partitions: Log['partitions'] = [[], [], []];
  const versions = new Map<string, number[]>();
  for (let i = 0; i < count; i++) {
    const key = String(Math.floor(random() * 9));
    const partition = Number(key) % partitions.length;
    const log = partitions[partition] ?? [];
    while (random() < 0.3) log.push(null);
    const list = versions.get(key) ?? [];
    list.push(list.length + 1);
    versions.set(key, list);
    log.push(messageOf(key, list.length, { partition, offset: log.length }));
  }
  return { partitions, versions };
}

/** Reads the log from the positions on as a followed topic does, in batches of partitions by turns. */
async function playInto(
  stream: ArticleStream,
  log: Log,
  { next, random, isCut }: { next: Map<number, bigint>; random: () => number; isCut: () => boolean },
) {
  const isAtEnd = (partition: number) =>
    Number(next.get(partition) ?? 0n) >= (log.partitions[partition]?.length ?? 0);
  while (!isCut() && ![0, 1, 2].every(isAtEnd)) {
    const partition = Math.floor(random() * 3);
    const batch = 1 + Math.floor(random() * 4);
    for (let i = 0; i < batch && !isAtEnd(partition); i++) {
      const offset = Number(next.get(partition) ?? 0n);
      const message = log.partitions[partition]?.[offset] ?? null;
      next.set(partition, BigInt(offset + 1));
      if (message) await stream.take(message, beat);
    }
  }
}

interface Reading {
  log: Log;
  random: () => number;
  language?: string;
}

/** One connection from a cursor on, cut after some bytes: what came whole. */
async function connect({ log, random, language }: Reading, from: Positions, bytes: number) {
  const response = new PlayedResponse(bytes);
  const next = new Map(from);
  const topic = { positions: () => new Map(next), inSyncAt: () => null };
  const stream = new ArticleStream({
    response: response as unknown as ServerResponse,
    topic,
    filter: () => Promise.resolve({ language }),
    seal: (at) => sealCursor({ offsets: at.positions(), syncedAt: now }, seal),
    heartbeatMs: 60_000,
    slowMs: 2000,
  });
  stream.open();
  await playInto(stream, log, { next, random, isCut: () => response.isCut });
  const blocks = response.text.split('\n\n').slice(0, -1);
  return blocks.map((block) => ({
    id: /^id: (.*)$/m.exec(block)?.[1] ?? '',
    data: /^data: (.*)$/m.exec(block)?.[1] ?? null,
  }));
}

/** Follows the log to its end over as many connections as the cuts need. */
async function follow(reading: Reading) {
  const { random, log } = reading;
  const begin: Positions = new Map([0, 1, 2].map((partition) => [partition, 0n]));
  const found: { id: string; subject: string; version: number }[] = [];
  let from = begin;
  let cuts = 0;
  const total = log.partitions.flat().length * 400;
  for (let bytes = 0; ; cuts++) {
    bytes = 200 + Math.floor(random() * 2500);
    const isLast = cuts > total;
    const frames = await connect(reading, from, isLast ? Infinity : bytes);
    for (const { id, data } of frames) {
      const cursor = openCursor(id, seal);
      if (cursor === null) throw new Error(`"${id}" is no cursor`);
      from = cursor.offsets;
      if (data === null) continue;
      const event = JSON.parse(data) as { id: string; subject: string; data: { version: number } };
      found.push({ id: event.id, subject: event.subject, version: event.data.version });
    }
    const isWhole = [0, 1, 2].every((n) => lastWanted(reading, n) < (from.get(n) ?? 0n));
    if (isWhole) return { found, cuts };
  }
}

function lastWanted({ log, language }: Reading, partition: number): bigint {
  const wanted = (log.partitions[partition] ?? []).filter(
    (message) => message && (language === undefined || isIn(language, message.key ?? '')),
  );
  return wanted.at(-1)?.offset ?? -1n;
}

const isIn = (language: string, key: string) => (Number(key) % 2 === 0 ? 'en' : 'de') === language;

function firstOfEach(found: readonly { id: string; subject: string; version: number }[]) {
  const seen = new Set<string>();
  const versions = new Map<string, number[]>();
  for (const { id, subject, version } of found) {
    if (seen.has(id)) continue;
    seen.add(id);
    versions.set(subject, [...(versions.get(subject) ?? []), version]);
  }
  return versions;
}

it('gives each event once and each article in order, over ten thousand cuts, with and without a filter', async () => {
  let cuts = 0;
  for (let seed = 1; cuts < 10_000; seed++) {
    const random = seededRandom(seed);
    const log = makeLog(random, 40);
    const all = await follow({ log, random });
    expect({ seed, versions: firstOfEach(all.found) }).toEqual({ seed, versions: log.versions });
    const english = await follow({ log, random, language: 'en' });
    const wanted = new Map([...log.versions].filter(([key]) => isIn('en', key)));
    expect({ seed, versions: firstOfEach(english.found) }).toEqual({ seed, versions: wanted });
    cuts += all.cuts + english.cuts;
  }
}, 300_000);

function slowStream(isFull: () => boolean, slowMs: number) {
  const response = new PlayedResponse(Infinity, isFull);
  const stream = new ArticleStream({
    response: response as unknown as ServerResponse,
    topic: { positions: () => new Map([[0, 1n]]), inSyncAt: () => null },
    filter: () => Promise.resolve({}),
    seal: () => 'c.1',
    heartbeatMs: 60_000,
    slowMs,
  });
  stream.open();
  return { stream, response };
}

const first = messageOf('2', 1, { partition: 0, offset: 0 });

it('takes nothing more until a slow client has taken what was written', async () => {
  const { stream, response } = slowStream(() => true, 60_000);
  let isTaken = false;
  const taken = stream.take(first, beat).then(() => (isTaken = true));
  await new Promise(setImmediate);
  expect(response.text).toContain('2.1');
  expect(isTaken).toBe(false);
  response.emit('drain');
  await taken;
  expect(response.isDestroyed).toBe(false);
});

it('cuts off a client that takes nothing, and keeps its place in the group until then', async () => {
  const { stream, response } = slowStream(() => true, 1);
  let beats = 0;
  await stream.take(first, () => Promise.resolve(void beats++));
  expect(response.isDestroyed).toBe(true);
  expect(beats).toBe(1);
  const before = response.text;
  await stream.take(first, beat);
  expect(response.text).toBe(before);
  await stream.untilClosed();
});

it('sends no cursor of an event that is not written yet', async () => {
  const { stream, response } = slowStream(() => true, 60_000);
  const taken = stream.take(first, beat);
  const before = response.text;
  stream.heartbeat();
  expect(response.text).toBe(before);
  await new Promise(setImmediate);
  response.emit('drain');
  await taken;
  stream.heartbeat();
  expect(response.text).toMatch(/: heartbeat\nid: c\.1\n\n$/);
});

it('passes over what is no event', async () => {
  const { stream, response } = slowStream(() => false, 1);
  const before = response.text;
  await stream.take({ ...first, headers: {} }, beat);
  expect(response.text).toBe(before);
  await stream.take(first, beat);
  expect(response.text).toContain('event: news.article.updated.v1');
});
