import type { ArticleDiscovered } from '@dateline/contracts';
import type { StageMessage } from '@dateline/messaging';
import type {
  MergedPage,
  NewPageTask,
  ParameterCheckRepository,
  ParameterSuspicion,
  SightingOf,
  UrlParameterRepository,
} from '@dateline/storage';
import { feedEntry } from '../../test/feed-entry.js';
import { findDiscoveries, identifyEntries } from '../discovery/find-discoveries.js';
import { PageSchedule } from './page-schedule.js';
import { DAMPED, schedulePages } from './schedule-pages.js';

const at = new Date('2026-03-03T12:00:00Z');
const sight = { at, foundBy: 'poll' as const };
type Answer = 'enqueued' | 'damped' | 'known' | 'elsewhere' | 'repeated';

function messageOf(n: number, query = ''): StageMessage<ArticleDiscovered> {
  const entry = feedEntry({
    id: `guid-${n}`,
    url: `https://news.outlet.example/story-${n}${query}`,
    title: `Title ${n}`,
  });
  const feed = { feedId: 'feed-1', url: 'https://outlet.example/rss' };
  const [found] = findDiscoveries(feed, identifyEntries([entry], feed.url).identified, new Map(), sight);
  if (!found) throw new Error('nothing found');
  const event = {
    id: found.id,
    type: 'news.article.discovered.v1',
    source: '/dateline/fetcher',
    time: at.toISOString(),
    subject: found.data.articleId,
    data: found.data,
  };
  return {
    event,
    position: { topic: 't', partition: 0, offset: String(n) },
    attempt: 1,
    traceparent: 'of the message',
  };
}

/** Answers by discovery, and keeps what it was given. Merged pages were in line under the addresses given. */
function line(answers: Record<string, Answer>, addresses: Record<string, string> = {}) {
  const given: NewPageTask[] = [];
  const merged = new Map<string, MergedPage>(
    Object.entries(addresses).map(([discoveryId, url]) => [discoveryId, { url, feedId: 'feed-2' }]),
  );
  const enqueue = (tasks: readonly NewPageTask[]) => {
    given.push(...tasks);
    const words = new Map(tasks.map((t) => [t.discoveryId, answers[t.discoveryId] ?? ('enqueued' as const)]));
    return Promise.resolve({ answers: words, merged });
  };
  const woken: string[] = [];
  const wakeHosts = (hostKeys: Iterable<string>) => Promise.resolve(void woken.push(...hostKeys));
  const sightings: SightingOf[] = [];
  const addSightings = (found: readonly SightingOf[]) => Promise.resolve(void sightings.push(...found));
  const suspected: ParameterSuspicion[] = [];
  const suspect = (found: readonly ParameterSuspicion[]) => Promise.resolve(void suspected.push(...found));
  const rulesAt = () => Promise.resolve({ significant: new Map(), dismissed: new Map() });
  return {
    given,
    woken,
    sightings,
    suspected,
    frontier: { enqueue, wakeHosts },
    dedup: { addSightings },
    parameterChecks: { suspect } as unknown as ParameterCheckRepository,
    urlParameters: { rulesAt } as unknown as UrlParameterRepository,
  };
}

it('answers every message by what became of its page', async () => {
  const messages = [messageOf(1), messageOf(2), messageOf(3)];
  const [first, second, third] = messages.map((m) => m.event);
  const frontier = line({ [second!.id]: 'known', [third!.id]: 'repeated' });
  expect(await schedulePages(frontier, messages, at)).toMatchObject([
    { outcome: 'emitted', events: [], feedId: 'feed-1', url: first!.data.url },
    { outcome: 'duplicate', reason: 'known_url', duplicateOf: second!.data.articleId },
    { outcome: 'duplicate', reason: 'repeated_event', duplicateOf: third!.data.articleId },
  ]);
  expect(frontier.woken).toEqual(['outlet.example']);
  expect(frontier.sightings).toEqual([]);
  expect(frontier.given[0]).toMatchObject({
    articleId: first!.data.articleId,
    hostKey: 'outlet.example',
    discoveryId: first!.id,
    discoveredAt: at,
    change: 'new',
    traceparent: 'of the message',
  });
});

it('takes an event that stands twice in a batch once', async () => {
  const frontier = line({});
  const results = await schedulePages(frontier, [messageOf(1), messageOf(1)], at);
  expect(results.map((r) => r.outcome)).toEqual(['emitted', 'duplicate']);
  expect(frontier.given).toHaveLength(1);
});

it('notes an address that another feed showed first, and tells whoever indexes it, under one id when it comes again', async () => {
  const message = messageOf(1);
  const { id, data } = message.event;
  const sighting = { feedId: 'feed-1', url: data.url, articleId: data.articleId, tier: 'url' };
  const stores = line({ [id]: 'elsewhere' });
  const [result] = await schedulePages(stores, [message], at);
  expect(result).toMatchObject({
    outcome: 'duplicate',
    reason: 'known_url',
    events: [{ subject: data.articleId, data: { articleId: data.articleId, sighting, cluster: null } }],
  });
  expect(stores.sightings).toMatchObject([{ articleId: data.articleId, sighting }]);
  const [again] = await schedulePages(stores, [message], at);
  expect(again?.events?.[0]?.id).toBe(result?.events?.[0]?.id);
});

it('says of a change that waits why, and counts it', async () => {
  const [message, other] = [messageOf(1), messageOf(2)];
  const counted: number[] = [];
  const ofChange = () => ({ at, changesFreeAt: at, isDamped: true });
  const schedule = new PageSchedule(line({ [message.event.id]: 'damped' }), {
    ofChange,
    pagesDamped: (count) => counted.push(count),
    checkAfterMs: 1_000,
  });
  expect(await schedule.take([message, other], at)).toMatchObject([
    { outcome: 'emitted', detail: DAMPED },
    { outcome: 'emitted' },
  ]);
  expect(counted).toEqual([1]);
});

it.each([1_000, 0])(
  'has parameters checked by which the addresses of one article differ: %p',
  async (checkAfterMs) => {
    const message = messageOf(1, '?fbclid=2');
    const known = 'https://news.outlet.example/story-1?fbclid=1';
    const stores = line({ [message.event.id]: 'known' }, { [message.event.id]: known });
    const on = { ofChange: () => ({ at, changesFreeAt: at, isDamped: false }), pagesDamped: () => undefined };
    await new PageSchedule(stores, { ...on, checkAfterMs }).take([message], at);
    const suspicion = {
      host: 'news.outlet.example',
      names: ['fbclid'],
      urls: [known, message.event.data.url],
      feedIds: ['feed-2', 'feed-1'],
    };
    expect(stores.suspected).toEqual(checkAfterMs > 0 ? [suspicion] : []);
  },
);
