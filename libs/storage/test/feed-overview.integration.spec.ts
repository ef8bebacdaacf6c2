import type { FeedVolume, Trace } from '../src/index.js';
import { emptiedBeforeEach, leaseHost, specDatabase } from './open-test-database.js';
import { at, hex } from './samples.js';

const { open } = specDatabase();
const database = open();
emptiedBeforeEach(database);
const HOUR = 3_600;

async function add(name: string, seconds: number): Promise<string> {
  const feed = { url: `https://${name}.example/rss`, hostKey: `${name}.example`, intervalSeconds: 60 };
  const origin = { type: 'api' as const, ref: null };
  return (await database.feeds.add({ ...feed, origin, now: at(seconds) })).feed.feedId;
}

const volumeOf = (state: string) => ({ state }) as FeedVolume;

it('counts feeds by state, by volume and by their last success, and says who has waited longest', async () => {
  const { feeds, feedMeters, feedOverview } = database;
  const [old, quiet, fresh, paused] = [await add('old', 0), await add('quiet', 40 * HOUR), await add('fresh', 47.5 * HOUR), await add('paused', 0)]; // prettier-ignore
  await feedMeters.set(quiet, { volume: volumeOf('silent') });
  await feedMeters.set(fresh, { volume: volumeOf('ok') });
  await feedMeters.set(paused, { volume: volumeOf('drop') });
  await feeds.setState(paused, 'paused', 'rest', at(1));
  expect(await feedOverview.read(at(48 * HOUR))).toEqual({
    states: { active: 3, paused: 1 },
    volumes: { learning: 1, silent: 1, ok: 1 },
    problems: {},
    withoutSuccess: { '1h': 2, '6h': 2, '1d': 1, '7d': 0 },
    longestWaitSeconds: 48 * HOUR,
    longestDelaySeconds: 48 * HOUR,
  });
  await feeds.remove(old, at(48 * HOUR));
  expect(await feedOverview.read(at(48 * HOUR))).toMatchObject({ longestWaitSeconds: 8 * HOUR });
});

it('has nothing to say of no feeds', async () => {
  expect(await database.feedOverview.read(at(0))).toEqual({
    states: {},
    volumes: {},
    problems: {},
    withoutSuccess: { '1h': 0, '6h': 0, '1d': 0, '7d': 0 },
    longestWaitSeconds: 0,
    longestDelaySeconds: 0,
  });
});

it('shows how far hosts let themselves be asked', async () => {
  await add('h', 0);
  const leased = await leaseHost(database, 'a', at(1), 10_000);
  await database.frontier.setCrawlDelay('h.example', 7_000);
  const hosts = () => database.feedOverview.hosts(['h.example', 'nobody.example'], at(5));
  expect(await hosts()).toEqual(
    new Map([['h.example', { hostKey: 'h.example', nextAllowedAt: new Date(0), crawlDelayMs: 7_000, leasedUntil: at(11) }]]),
  ); // prettier-ignore
  if (leased) await database.frontier.releaseHost(leased.lease, at(60));
  expect((await hosts()).get('h.example')).toMatchObject({ nextAllowedAt: at(60), leasedUntil: null });
});

it('tells what became of the articles of one feed', async () => {
  const traceOf = (name: string, state: Trace['state'], reason: string | null, feedId = 'f'): Trace => ({
    articleId: hex(name), url: `https://h.example/${name}`, feedId, day: '2026-03-03', state, reason, duplicateOf: null, stage: 'fetch',
    refreshing: false, discoveredAt: at(0), updatedAt: at(0), indexedAt: null, steps: [], rev: 0, sightings: 1, lastOutcome: null,
  }); // prettier-ignore
  const traces = [
    traceOf('a', 'indexed', null),
    traceOf('b', 'rejected', 'not_found'),
    traceOf('c', 'rejected', 'not_found'),
    traceOf('d', 'rejected', 'blocked'),
    traceOf('e', 'duplicate', 'same_content'),
    traceOf('f', 'in_flight', null),
    traceOf('g', 'indexed', null, 'another'),
  ];
  await database.ledger.saveMany(traces.map((trace) => ({ trace, expectedRev: null })));
  expect(await database.ledger.ofFeed('f')).toEqual({
    discovered: 6,
    indexed: 1,
    duplicate: 1,
    rejected: 3,
    deadLettered: 0,
    inFlight: 1,
    rejectedBy: { not_found: 2, blocked: 1 },
  });
});
