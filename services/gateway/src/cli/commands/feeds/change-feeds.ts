import { textOption, UsageError, type ExitCode } from '../../command.js';
import { listOf, saidRules } from '../../said-rules.js';
import { forEachFeed, type FeedsCall } from './feeds-call.js';

/** Stops polling feeds. */
export function pauseFeeds(call: FeedsCall): Promise<ExitCode> {
  const reason = textOption(call.options, 'reason') ?? 'paused by an operator';
  return forEachFeed(call, async ({ feedId }) => {
    await call.context.backend.feeds.pause(feedId, reason);
    return 'paused';
  });
}

/** Polls feeds again. */
export function resumeFeeds(call: FeedsCall): Promise<ExitCode> {
  return forEachFeed(call, async ({ feedId }) => {
    await call.context.backend.feeds.resume(feedId);
    return 'active';
  });
}

/** Makes feeds due at once, however long they are to wait. Exit code 1 where one is not polled. */
export function fetchFeeds(call: FeedsCall): Promise<ExitCode> {
  return forEachFeed(call, async ({ feedId, url, state }) => {
    if (await call.context.backend.feeds.fetch(feedId)) return 'due';
    call.context.tell(`feeds fetch: ${url} is ${state}: resume it first`);
    return null;
  });
}

/** Changes rules, titles and labels of feeds, or the address of one. */
export function changeFeeds(call: FeedsCall): Promise<ExitCode> {
  const rules = saidRules(call.options);
  const [add = [], remove = []] = ['add-labels', 'remove-labels'].map((name) =>
    listOf(textOption(call.options, name) ?? ''),
  );
  if (Object.keys(rules).length + add.length + remove.length === 0)
    throw new UsageError('feeds change: say what, as with --content feed');
  if (rules.url !== undefined && call.operands.length !== 1)
    throw new UsageError('feeds change: --url is for one feed, named by its id or address');
  return forEachFeed(call, async (feed) => {
    await call.context.backend.feeds.change(feed, { rules, add, remove });
    return 'changed';
  });
}

/** Removes feeds; their articles stay. */
export function removeFeeds(call: FeedsCall): Promise<ExitCode> {
  return forEachFeed(call, async ({ feedId }) => {
    await call.context.backend.feeds.remove(feedId);
    return 'removed';
  });
}
