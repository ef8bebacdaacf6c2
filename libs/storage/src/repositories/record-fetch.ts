import type { AnyBulkWriteOperation } from 'mongoose';
import type { FeedModel, Models } from '../models/models.js';
import type { WriteBatcher } from '../write-batcher.js';
import { withChange } from './feed-change.document.js';
import { POLLED_STATES, updateOf } from './feed.document.js';
import type { FeedFetchResult } from './feed.types.js';

interface Stores {
  feeds: Models['feeds'];
  polls: WriteBatcher<AnyBulkWriteOperation<FeedModel>>;
}

/**
 * Stores a poll's result in one atomic update, with what consumers are to be told of it. A feed that was
 * stopped meanwhile stays stopped.
 */
export async function recordFetch(
  { feeds, polls }: Stores,
  feedId: string,
  result: FeedFetchResult,
): Promise<void> {
  const polling = updateOf(result);
  const { state, at, document } = result;
  const isDescribed = document?.isChanged === true;
  const before = state || isDescribed ? await factsOf(feeds, feedId) : null;
  const update =
    before && isDescribed ? withChange(polling, { change: 'described', ...before, at }) : polling;
  if (state) {
    const others = POLLED_STATES.filter((one) => one !== state.state);
    const turned = turnedTo(state, { polling, url: before?.url ?? '', at });
    const isNews = { _id: feedId, state: { $in: others } };
    if ((await feeds.updateOne(isNews, turned)).matchedCount === 1) return;
    const set = { ...update, $set: { ...update.$set, state: state.state, stateReason: state.reason } };
    const isPolled = { _id: feedId, state: { $in: [...POLLED_STATES] } };
    if ((await feeds.updateOne(isPolled, set)).matchedCount === 1) return;
  }
  await polls.write([{ updateOne: { filter: { _id: feedId }, update } }]);
}

/** The update of a feed that changes its state by this poll. */
function turnedTo(
  { state, reason }: NonNullable<FeedFetchResult['state']>,
  { polling, url, at }: { polling: ReturnType<typeof updateOf>; url: string; at: Date },
) {
  const set = { ...polling.$set, state, stateReason: reason, stateSince: at };
  const change = state === 'active' ? 'recovered' : state;
  return withChange({ ...polling, $set: set }, { change, url, state, reason, at });
}

async function factsOf(
  feeds: Models['feeds'],
  feedId: string,
): Promise<Pick<FeedModel, 'url' | 'state'> | null> {
  const found = await feeds.findById(feedId, { url: 1, state: 1 }).lean<FeedModel | null>();
  return found && { url: found.url, state: found.state };
}
