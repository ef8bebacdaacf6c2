import {
  AUTHORITY_TABLE,
  authorityOfWord,
  hostKeyOf,
  judgeAuthority,
  outranks,
  type Authority,
} from '@dateline/article';
import {
  deterministicId,
  events,
  makeEvent,
  type ArticleDiscovered,
  type EventEnvelope,
  type OutgoingEvent,
} from '@dateline/contracts';
import { duplicate, emitted, type StageMessage, type StageResult } from '@dateline/messaging';
import type {
  ChangeRule,
  DedupStore,
  FrontierRepository,
  MergedPage,
  NewPageTask,
  SightingOf,
} from '@dateline/storage';
import { FETCHER_SOURCE } from '../runtime/version.js';

/** Stores of the pages in line, and of sightings. */
export interface ScheduleStores {
  frontier: Pick<FrontierRepository, 'enqueue' | 'wakeHosts'>;
  dedup: Pick<DedupStore, 'addSightings'>;
}

export interface ScheduleRules {
  ofChange?: ChangeRule;
  /** Told of tasks whose articles were in line under other addresses. */
  onMerged?: (tasks: readonly NewPageTask[], merged: ReadonlyMap<string, MergedPage>) => Promise<void>;
}

/** What the trace of an article says of a change that waits. */
export const DAMPED = 'damped: it changes too often, and is read later with its last state';

/**
 * Enqueues the pages of discovered articles. A repeated event adds nothing. An article that another feed
 * showed first is not fetched again; the sighting is recorded.
 */
export async function schedulePages(
  { frontier, dedup }: ScheduleStores,
  messages: readonly StageMessage<ArticleDiscovered>[],
  now: Date,
  { ofChange, onMerged }: ScheduleRules = {},
): Promise<StageResult[]> {
  const firstOfEvent = new Map<string, StageMessage<ArticleDiscovered>>();
  for (const message of messages) {
    if (!firstOfEvent.has(message.event.id)) firstOfEvent.set(message.event.id, message);
  }
  const tasks = [...firstOfEvent.values()].map(taskOf);
  const rules = { outranks: goesBefore, ...(ofChange ? { ofChange } : {}) };
  const { answers, merged } = await frontier.enqueue(tasks, now, rules);
  if (merged.size > 0) await onMerged?.(tasks, merged);
  // An event may come again because the process died after it put the page in line and before it woke the host.
  const repeated = tasks.filter(({ discoveryId }) => answers.get(discoveryId) === 'repeated');
  await frontier.wakeHosts(new Set(repeated.map((task) => task.hostKey)), now);
  const elsewhere = [...firstOfEvent.values()].filter(({ event }) => answers.get(event.id) === 'elsewhere');
  await dedup.addSightings(elsewhere.map(({ event }) => sightingOf(event)));
  return messages.map((message) => {
    const { articleId, feedId, url } = message.event.data;
    const first = firstOfEvent.get(message.event.id) === message;
    const answer = first ? answers.get(message.event.id) : 'repeated';
    if (answer === 'enqueued') return emitted([], { feedId, url });
    if (answer === 'damped') return emitted([], { feedId, url, detail: DAMPED });
    if (answer === 'taken_over')
      return emitted([], { feedId, url, detail: 'taken over from a feed of less authority' });
    if (answer === 'repeated') return duplicate('repeated_event', articleId, { feedId, url });
    const note = answer === 'elsewhere' ? [noteOf(message.event)] : [];
    return duplicate('known_url', articleId, { feedId, url, events: note });
  });
}

/** Another feed's sighting of a known address. No page is fetched for it, so no later stage would report it. */
function sightingOf({ data }: EventEnvelope<ArticleDiscovered>): SightingOf {
  const { articleId, feedId, url, discoveredAt } = data;
  const seen = { articleId, feedId, url, score: 1, firstSeenAt: discoveredAt };
  return { articleId, sighting: { ...seen, tier: 'url' } };
}

function noteOf(event: EventEnvelope<ArticleDiscovered>): OutgoingEvent {
  const { articleId, sighting } = sightingOf(event);
  const id = deterministicId('seen', event.id);
  const attributes = { id, source: FETCHER_SOURCE, time: event.time, subject: articleId };
  const note = { articleId, sighting, cluster: null, notedAt: event.data.discoveredAt };
  return makeEvent(events.articleNote, attributes, note);
}

/** A row of an earlier version does not say who named it: whoever has authority takes it over. */
function goesBefore(now: string | null, before: string | null): boolean {
  return outranks(authorityOfWord(now), authorityOfWord(before));
}

/** An event of an earlier version names the feed's address, which is enough for its own outlet. */
function authorityOf({ authority, urlNormalized, feedUrl }: ArticleDiscovered): Authority {
  return authority ?? judgeAuthority(urlNormalized, { urls: [feedUrl], voices: [] });
}

/**
 * Another outlet's text does not stand for an article, so the page is requested. A media file is not a page,
 * whoever names it.
 */
function isReadFromFeed(data: ArticleDiscovered): boolean {
  const stands = AUTHORITY_TABLE[authorityOf(data)].standsAsText;
  return data.contentFrom === 'feed' && (stands || data.addressFrom === 'enclosure');
}

function taskOf({ event, traceparent }: StageMessage<ArticleDiscovered>): NewPageTask {
  const { articleId, url, urlNormalized, feedId, feedUrl, change, entry, discoveredAt, pointers } =
    event.data;
  return {
    articleId,
    url,
    urlNormalized,
    hostKey: hostKeyOf(url),
    feedId,
    discoveryId: event.id,
    change,
    entry,
    contentFrom: isReadFromFeed(event.data) ? 'feed' : 'page',
    feedUrl,
    authority: authorityOf(event.data),
    pointers: pointers ?? null,
    discoveredAt: new Date(discoveredAt),
    traceparent,
  };
}
