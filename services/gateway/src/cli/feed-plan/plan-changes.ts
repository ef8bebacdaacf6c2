import { isDeepStrictEqual } from 'node:util';
import type { FeedView } from '../../feeds/describe-feeds.js';
import type { FieldChange, PlanStep, WantedFeed } from './feed-plan.types.js';

type Present = Pick<FeedView, 'feedId' | 'url' | 'ownTitle' | 'labels' | 'policy' | 'state' | 'stateReason'>;

/**
 * The steps from the feeds that are there to those that a list wants: the drift. A feed that the list does not have is removed; who does
 * not want that leaves those steps out. Of two entries with one address the last counts.
 */
export function planChanges(wanted: readonly WantedFeed[], present: readonly Present[]): PlanStep[] {
  const feedOf = new Map(present.map((feed) => [feed.url, feed]));
  const wantedOf = new Map(wanted.map((feed) => [new URL(feed.url).href, feed]));
  const steps: PlanStep[] = [];
  for (const [url, feed] of wantedOf) {
    const there = feedOf.get(url);
    if (!there) steps.push({ step: 'add', url, feed });
    else {
      const changes = changesOf(feed, there);
      if (changes.length > 0) steps.push({ step: 'change', url, feedId: there.feedId, changes });
    }
  }
  const left = present.filter(({ url }) => !wantedOf.has(url));
  return [...steps, ...left.map(({ url, feedId }) => ({ step: 'remove' as const, url, feedId }))];
}

function changesOf({ paused, title, labels, ...rules }: WantedFeed, feed: Present): FieldChange[] {
  const policy = new Map<string, unknown>(Object.entries(feed.policy));
  const pausedNow = feed.state === 'paused' ? (feed.stateReason ?? '') : null;
  const differs = (field: string, from: unknown, to: unknown): FieldChange[] =>
    to === undefined || isDeepStrictEqual(from, to) ? [] : [{ field, from, to }];
  return [
    ...differs('title', feed.ownTitle, title),
    ...differs('labels', [...feed.labels].sort(), labels && [...labels].sort()),
    ...Object.entries(rules)
      .filter(([field]) => field !== 'url')
      .flatMap(([field, to]) => differs(field, policy.get(field) ?? null, to)),
    ...differs('paused', pausedNow, paused),
  ];
}
