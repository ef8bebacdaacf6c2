import type { FeedError, OpmlOutline } from '@dateline/feed';
import type { FeedRepository, NewFeed } from '@dateline/storage';
import type { AddOptions } from './add-feed.js';
import { BadFeedAddress } from './feed-address.js';
import { reachableAddress, type ReachSettings } from './reachable-address.js';
import type { ImportReport } from './feeds.schema.js';
import { isOpmlProblem, type OpmlTooLarge } from './read-opml-parts.js';

/** Feeds that are added at one go. */
const AT_ONCE = 500;

export interface ImportOptions extends AddOptions {
  maxFeeds: number;
  /** Called with the outlines that have their end so far. */
  progress?: (done: number) => void;
}

/** The document broke off; the outlines before that have their end. `cause` says why. */
export class OpmlBrokenOff extends Error {
  readonly code = 'opml_broken_off';
  constructor(
    override readonly cause: FeedError | OpmlTooLarge,
    readonly done: number,
  ) {
    super(done === 0 ? cause.message : `${cause.message} (${done} outlines before that are done)`);
    this.name = 'OpmlBrokenOff';
  }
}

/**
 * Adds the feeds that the outlines of an OPML document name, as they are read, and says of each outline what
 * became of it. One bad address does not stop the rest. Throws OpmlBrokenOff.
 */
export async function importOpml(
  feeds: Pick<FeedRepository, 'addAll'>,
  outlines: AsyncIterable<readonly OpmlOutline[]>,
  { maxFeeds, progress, reach, ...options }: ImportOptions,
): Promise<ImportReport> {
  const report: ImportReport = { added: [], known: [], refused: [] };
  const idOf = new Map<string, string | null>();
  let wanted: NewFeed[] = [];
  let repeated: string[] = [];
  const done = () => report.added.length + report.known.length + report.refused.length;
  const add = async () => {
    for (const { feedId, url, created } of await feeds.addAll(wanted)) {
      report[created ? 'added' : 'known'].push({ feedId, url });
      idOf.set(url, feedId);
    }
    for (const url of repeated) report.known.push({ feedId: idOf.get(url) ?? '', url });
    [wanted, repeated] = [[], []];
    progress?.(done());
  };
  const take = async (part: readonly OpmlOutline[]) => {
    for (const { address, feed, labels } of part) {
      const named = feed ? addressOrProblem(feed.url, reach) : 'is not an http or https address';
      if (typeof named === 'string') report.refused.push({ url: address.slice(0, 2_000), problem: named });
      else if (idOf.has(named.url)) repeated.push(named.url);
      else if (idOf.size >= maxFeeds)
        report.refused.push({ url: named.url, problem: `is beyond the ${maxFeeds} feeds of one import` });
      else {
        const title = feed?.title?.trim().slice(0, 500);
        idOf.set(named.url, null);
        wanted.push({ ...named, labels, ...(title ? { title } : {}), ...options });
      }
      if (wanted.length >= AT_ONCE) await add();
    }
  };
  try {
    for await (const part of outlines) await take(part);
  } catch (error) {
    if (!isOpmlProblem(error)) throw error;
    await add();
    throw new OpmlBrokenOff(error, done());
  }
  await add();
  return report;
}

function addressOrProblem(text: string, reach: ReachSettings): { url: string; hostKey: string } | string {
  try {
    return reachableAddress(text, reach);
  } catch (error) {
    if (error instanceof BadFeedAddress) return error.problem;
    throw error;
  }
}
