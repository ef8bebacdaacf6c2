import { topics, type ArticleDiscovered } from '@dateline/contracts';
import { eventually, infrastructure, readTopic, ScriptedServer, stopServices } from '@dateline/testing';
import { Hub } from './hub.js';
import { pageOf, Pipeline } from './pipeline.js';

interface FeedAnswer {
  feedId: string;
  state: string;
  nextFetchAt: string;
  nextFetchReason: string;
  stats: { fetches: number; newEntries: number; lastDay: { pushes: number; pushedEntries: number } };
  losses: { count: number; backfilled: number };
  websub: Record<string, unknown> | null;
  recentFetches: { outcome: string; newEntries: number }[];
}

let hub: Hub;
let outlet: ScriptedServer;
let pipeline: Pipeline;

beforeAll(async () => {
  hub = await Hub.start();
  outlet = await ScriptedServer.start();
  pipeline = Pipeline.prepare(infrastructure());
  await pipeline.start(['gateway']);
  Object.assign(pipeline.env, {
    WEBSUB_CALLBACK_URL: pipeline.of('gateway').url,
    WEBSUB_GRACE_SECONDS: '1',
    FEED_MIN_INTERVAL_SECONDS: '1',
    FEED_MAX_INTERVAL_SECONDS: '1',
    FEED_PUSHED_INTERVAL_SECONDS: '3600',
    FRONTIER_IDLE_MS: '50',
  });
  await pipeline.start(['fetcher']);
});

afterAll(async () => {
  await pipeline.stop();
  await stopServices();
  await Promise.all([hub.stop(), outlet.stop()]);
});

const documents = new Map<string, string>();

function document(name: string, numbers: readonly number[]): string {
  const items = numbers.map(
    (n) =>
      `<item><guid isPermaLink="false">${name}-${n}</guid><link>${outlet.url(`/${name}/${n}`)}</link><title>${name} ${n}</title></item>`,
  );
  return `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${name}</title>
    <atom:link rel="hub" href="${hub.url}"/><atom:link rel="self" href="${outlet.url(`/${name}.xml`)}"/>${items.join('')}</channel></rss>`;
}

/** Sets what the feed shows, and gives the same document for the hub to deliver. */
function show(name: string, numbers: readonly number[]): string {
  for (const n of numbers)
    outlet.route(`/${name}/${n}`, { headers: { 'content-type': 'text/html' }, body: pageOf(n) });
  const body = document(name, numbers);
  documents.set(name, body);
  outlet.route(`/${name}.xml`, () => ({
    headers: { 'content-type': 'application/rss+xml' },
    body: documents.get(name) ?? '',
  }));
  return body;
}

async function addFeed(name: string): Promise<string> {
  await pipeline.addFeed(outlet.url(`/${name}.xml`));
  const { items } = await pipeline.get<{ items: { feedId: string; url: string }[] }>('/feeds');
  return items.find(({ url }) => url === outlet.url(`/${name}.xml`))?.feedId ?? '';
}

const feedOfId = (feedId: string) => pipeline.get<FeedAnswer>(`/feeds/${feedId}`);

const feedWhen = (feedId: string, what: string, is: (feed: FeedAnswer) => boolean) =>
  eventually(
    async () => {
      const feed = await feedOfId(feedId);
      return is(feed) ? feed : null;
    },
    { timeoutMs: 90_000, what },
  ) as Promise<FeedAnswer>;

async function discoveredOf(feedId: string): Promise<{ id: string; url: string }[]> {
  const topic = pipeline.prefix + topics.discovered.name;
  const messages = await readTopic({ brokers: infrastructure().kafkaBrokers, topic });
  return messages
    .map(({ headers, value }) => ({
      id: String(headers['ce_id']),
      data: JSON.parse(String(value)) as ArticleDiscovered,
    }))
    .filter(({ data }) => data.feedId === feedId)
    .map(({ id, data }) => ({ id, url: data.url }));
}

const command = (path: string, method = 'POST', body?: object) =>
  pipeline.ask(path, body ? { method, body } : { method });

const isActive = ({ websub }: FeedAnswer) => websub?.['state'] === 'active';

it('H59, H60, H61: subscribes to the announced hub, takes what it pushes as a poll would, and slows down', async () => {
  show('tribune', [1]);
  const feedId = await addFeed('tribune');
  const subscribed = await feedWhen(feedId, 'the subscription', isActive);
  expect(subscribed.websub).toMatchObject({
    hub: hub.url,
    topic: outlet.url('/tribune.xml'),
    trust: 'unproven',
  });
  expect(hub.verified).toContainEqual({ mode: 'subscribe', status: 200, echoed: true });
  const [asked] = hub.requests;
  expect(asked?.secret.length).toBeGreaterThanOrEqual(32);
  expect(asked?.callback).toMatch(/\/websub\/[\w-]{43}$/);

  const topic = outlet.url('/tribune.xml');
  expect(await hub.publish(topic, document('tribune', [99]), 'forged')).toEqual([202]);
  expect(await hub.publish(topic, document('tribune', [2, 1]))).toEqual([202]);
  // The counts and the log of the feed are two writes.
  const pushed = await feedWhen(
    feedId,
    'the push',
    ({ stats, recentFetches }) =>
      stats.lastDay.pushedEntries === 1 && recentFetches.some(({ outcome }) => outcome === 'pushed'),
  );
  expect(pushed.recentFetches.find(({ outcome }) => outcome === 'pushed')).toMatchObject({ newEntries: 1 });

  // The feed shows it too: a poll finds nothing new in it.
  show('tribune', [2, 1]);
  const slow = await feedWhen(feedId, 'slow polls', (feed) => feed.nextFetchReason === 'push_backup');
  expect(Date.parse(slow.nextFetchAt)).toBeGreaterThan(Date.now() + 3_000_000);
  expect(slow.websub).toMatchObject({
    trust: 'trusted',
    pushedEntries: 1,
    missedEntries: 0,
    badSignatures: 1,
  });
  const found = await discoveredOf(feedId);
  expect(found.map(({ url }) => url).sort()).toEqual([outlet.url('/tribune/1'), outlet.url('/tribune/2')]);
  expect(new Set(found.map(({ id }) => id)).size).toBe(2);
});

it('keeps what was pushed while no fetcher runs', async () => {
  show('herald', [1]);
  const feedId = await addFeed('herald');
  await feedWhen(feedId, 'the subscription', isActive);
  await pipeline.of('fetcher').kill('SIGKILL');
  expect(await hub.publish(outlet.url('/herald.xml'), document('herald', [5]))).toEqual([202]);
  await pipeline.start(['fetcher']);
  await feedWhen(feedId, 'the push', ({ stats }) => stats.lastDay.pushedEntries === 1);
  expect((await discoveredOf(feedId)).map(({ url }) => url)).toContain(outlet.url('/herald/5'));
});

it('sees a dead hub, and polls as without it', async () => {
  show('courier', [1]);
  const feedId = await addFeed('courier');
  await feedWhen(feedId, 'the subscription', isActive);
  await hub.publish(outlet.url('/courier.xml'), document('courier', [2, 1]));
  await feedWhen(feedId, 'slow polls', ({ nextFetchReason }) => nextFetchReason === 'push_backup');
  // From here on the hub brings nothing.
  show('courier', [6, 5, 4, 3, 2, 1]);
  await command(`/feeds/${feedId}/fetch`);
  const dead = await feedWhen(feedId, 'the distrust', ({ websub }) => websub?.['trust'] === 'distrusted');
  expect(dead.websub).toMatchObject({ missedEntries: 4 });
  const polls = dead.stats.fetches;
  await feedWhen(feedId, 'polls at the usual pace', ({ stats }) => stats.fetches > polls + 2);
});

it('renews a lease before it ends', async () => {
  hub.leaseSeconds = 4;
  show('ledger', [1]);
  const topic = outlet.url('/ledger.xml');
  const feedId = await addFeed('ledger');
  const first = await feedWhen(feedId, 'the subscription', isActive);
  const renewed = await feedWhen(
    feedId,
    'the renewal',
    ({ websub }) =>
      isActive({ websub } as FeedAnswer) &&
      String(websub?.['leaseUntil']) > String(first.websub?.['leaseUntil']),
  );
  expect(renewed.websub).toMatchObject({ state: 'active' });
  const asked = hub.requests.filter((request) => request.topic === topic);
  expect(new Set(asked.map(({ callback }) => callback)).size).toBe(1);
  hub.leaseSeconds = 600;
});

it('unsubscribes when a feed is paused, and when it is removed', async () => {
  show('gazette', [1]);
  show('monitor', [1]);
  const [paused, removed] = [await addFeed('gazette'), await addFeed('monitor')];
  await feedWhen(paused, 'the subscription', isActive);
  await feedWhen(removed, 'the subscription', isActive);
  await command(`/feeds/${paused}/pause`, 'POST', { reason: 'moving house' });
  await command(`/feeds/${removed}`, 'DELETE');
  const gone = [outlet.url('/gazette.xml'), outlet.url('/monitor.xml')];
  await eventually(() => ![...hub.subscribers.values()].some(({ topic }) => gone.includes(topic)), {
    timeoutMs: 60_000,
    what: 'both unsubscriptions',
  });
  expect(hub.verified.filter(({ mode }) => mode === 'unsubscribe')).toEqual([
    { mode: 'unsubscribe', status: 200, echoed: true },
    { mode: 'unsubscribe', status: 200, echoed: true },
  ]);
});

it('counts a probable loss, and shortens the interval with a reason', async () => {
  show('echo', [1, 2, 3]);
  const feedId = await addFeed('echo');
  await feedWhen(feedId, 'the first poll', ({ stats }) => stats.fetches > 0);
  show('echo', [11, 12, 13]);
  const lossy = await feedWhen(feedId, 'the loss', ({ losses }) => losses.count === 1);
  expect(lossy.stats.lastDay).toMatchObject({ probableLosses: 1 });
  const metrics = await (await fetch(`${pipeline.of('fetcher').url}/metrics`)).text();
  expect(metrics).toMatch(/dateline_feed_probable_losses_total(\{[^}]*\})? [1-9]/);
});
