import { hostKeyOf } from '@dateline/article';
import type { Database, FeedDoc, NewFeed } from '@dateline/storage';
import { eventually, infrastructure, readTopic, testDatabase, uniquePrefix } from '@dateline/testing';
import { startFetcher, type RunningFetcher, type Where } from './start-fetcher.js';

/** Topics and database of a spec file's own, on the brokers and the mongod of the test run. */
export function specPlace(name: string): Where {
  return { ...infrastructure(), prefix: uniquePrefix(), dbName: testDatabase(name) };
}

/** A fetcher whose consumer has joined. */
export async function startJoined(
  where: Where,
  environment: Record<string, string> = {},
): Promise<RunningFetcher> {
  const fetcher = await startFetcher(where, environment);
  await eventually(() => fetcher.isReady(), { timeoutMs: 60_000, what: 'the fetcher to join' });
  return fetcher;
}

/** Adds a feed as the API does, with an interval of a second unless `more` says otherwise. */
export async function addFeedAt(
  { database }: { database: Pick<Database, 'feeds'> },
  url: string,
  more: Partial<NewFeed> = {},
): Promise<FeedDoc> {
  const origin = { type: 'api' as const, ref: null };
  const usual = { url, hostKey: hostKeyOf(url), origin, intervalSeconds: 1, now: new Date() };
  return (await database.feeds.add({ ...usual, ...more })).feed;
}

/** What a read-committed reader finds in a topic: the data of its events. */
export async function eventsIn<T>(
  { kafkaBrokers, prefix }: Pick<Where, 'kafkaBrokers' | 'prefix'>,
  topic: string,
): Promise<T[]> {
  const messages = await readTopic({ brokers: kafkaBrokers, topic: prefix + topic });
  return messages.map(({ value }) => JSON.parse(String(value)) as T);
}
