import { removeFeed, pauseFeed } from '../../../feeds/feed-stops.js';
import { changeFeed } from '../../../feeds/change-feed.js';
import { recordChange } from '../../cli-caller.js';
import { textOption, UsageError, type ExitCode } from '../../command.js';
import { forEachFeed, listOf, rulesOf, type FeedsCall } from './feeds-call.js';

/** Stops polling feeds. */
export function pauseFeeds(call: FeedsCall): Promise<ExitCode> {
  const reason = textOption(call.options, 'reason') ?? 'paused by an operator';
  return forEachFeed(call, async ({ feedId }) => {
    const change = { action: 'feed.pause' as const, target: feedId, reason };
    await recordChange(call.context, change, () => pauseFeed(call.stores, { feedId, reason }, new Date()));
    return 'paused';
  });
}

/** Polls feeds again. */
export function resumeFeeds(call: FeedsCall): Promise<ExitCode> {
  return forEachFeed(call, async ({ feedId }) => {
    await recordChange(call.context, { action: 'feed.resume', target: feedId }, () =>
      call.stores.feeds.setState(feedId, 'active', null, new Date()),
    );
    return 'active';
  });
}

/** Makes feeds due at once, however long they are to wait. Exit code 1 where one is not polled. */
export function fetchFeeds(call: FeedsCall): Promise<ExitCode> {
  return forEachFeed(call, async ({ feedId, url, state }) => {
    const due = await recordChange(call.context, { action: 'feed.fetch', target: feedId }, () =>
      call.stores.feeds.makeDue(feedId, 'requested', new Date()),
    );
    if (due) return 'due';
    call.context.tell(`feeds fetch: ${url} is ${state}: resume it first`);
    return null;
  });
}

/** Changes rules, titles and labels of feeds, or the address of one. */
export function changeFeeds(call: FeedsCall): Promise<ExitCode> {
  const rules = rulesOf(call.options);
  const [add, remove] = ['add-labels', 'remove-labels'].map((name) =>
    listOf(textOption(call.options, name) ?? ''),
  );
  const isRelabelled = (add ?? []).length + (remove ?? []).length > 0;
  if (Object.keys(rules).length === 0 && !isRelabelled)
    throw new UsageError('feeds change: say what, as with --content feed');
  if (rules.url !== undefined && call.operands.length !== 1)
    throw new UsageError('feeds change: --url is for one feed, named by its id or address');
  if (add?.length) rulesOf({ labels: add.join(',') });
  return forEachFeed(call, async ({ feedId }) => {
    const now = new Date();
    await recordChange(call.context, { action: 'feed.change', target: feedId }, async () => {
      if (isRelabelled)
        await call.stores.feedBulk.relabel([feedId], { add: add ?? [], remove: remove ?? [] }, now);
      return Object.keys(rules).length === 0
        ? true
        : changeFeed(call.stores, feedId, rules, { now, reach: call.context.settings });
    });
    return 'changed';
  });
}

/** Removes feeds; their articles stay. */
export function removeFeeds(call: FeedsCall): Promise<ExitCode> {
  return forEachFeed(call, async (feed) => {
    await recordChange(call.context, { action: 'feed.remove', target: feed.feedId }, () =>
      removeFeed(call.stores, feed.feedId, new Date()),
    );
    return 'removed';
  });
}
