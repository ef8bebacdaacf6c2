import type { FeedEntry } from './feed.types.js';
import type { IdentityRules } from './identity/identify-document.js';
import { chooseIdentity, type FeedIdentity } from './identity/choose-identity.js';
import { nameEntries, type EntryNames } from './identity/name-entries.js';
import { readSource, type SourceJob, type SourceReading } from './read-source.js';
import { sanitiseEntry } from './text/sanitise-feed.js';

/** Work on a document that takes long when the document is large. */
export type FeedJob =
  | ({ kind: 'read' } & SourceJob)
  | { kind: 'name'; items: readonly FeedEntry[]; rules: IdentityRules }
  | {
      kind: 'choose';
      items: readonly FeedEntry[];
      feedUrl: string;
      churned: number;
      before: FeedIdentity | null;
    }
  | { kind: 'sanitise'; items: readonly FeedEntry[] };

export type FeedWork = SourceReading | EntryNames | FeedIdentity | FeedEntry[];

/** Does one job in a thread: `readSource`, `nameEntries`, `chooseIdentity`, or `sanitiseEntry` of each. */
export async function doFeedWork(job: FeedJob): Promise<FeedWork> {
  switch (job.kind) {
    case 'read':
      return readSource(job);
    case 'name':
      return nameEntries(job.items, job.rules);
    case 'choose':
      return chooseIdentity(job.items, job.feedUrl, job.churned, job.before);
    case 'sanitise':
      return job.items.map(sanitiseEntry);
  }
}

/** Where a thread finds `doFeedWork`: in the built module, also for a test that runs from the sources. */
export const FEED_WORKER = {
  module: new URL('../dist/index.js', import.meta.url).href,
  exportName: 'doFeedWork',
};
