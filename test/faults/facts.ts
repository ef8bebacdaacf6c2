import { articleIdOf } from '@dateline/article';
import type { TopicsRead } from '@dateline/infrastructure';
import type { RecordRow, StoredFacts, TraceRow } from './oracle.ts';
import type { StoryText } from './outlets/page-texts.ts';
import type { Story } from './outlets/plan-stories.ts';

/** Begins the keys of all garbage, also of that which Kafka may or may not have taken. */
export const GARBAGE = 'garbage-';

/** A story with the id under which it must be found. */
export interface ExpectedStory {
  story: Story;
  url: string;
  articleId: string;
}

/** All that the checks look at. */
export interface Facts extends StoredFacts {
  stories: readonly ExpectedStory[];
  published: TopicsRead;
  /** Keys of the garbage that Kafka has taken. */
  garbage: readonly string[];
  audit: { balanced?: boolean; problems?: unknown[] } | { failed: string };
  /** Replicas that are not ready, each with what it says. */
  unready: readonly string[];
  badEnds: readonly string[];
  /** Peak memory of each service, and its container's limit, in MiB. */
  memory: readonly { service: string; peakMb: number; limitMb: number }[];
  /** Seconds until every article had its end, counted from the end of the storm; null where that was not reached. */
  settledAfter: number | null;
  /** Longest time from the end of a fault until all replicas were ready, in seconds; infinite where that was not seen. */
  slowestRecovery: number;
  failedFaults: readonly string[];
}

export function expectedStories(stories: readonly Story[], urlOf: (story: Story) => string): ExpectedStory[] {
  return stories.map((story) => ({ story, url: urlOf(story), articleId: articleIdOf(urlOf(story)) }));
}

/** States in which the ledger may have a story in the end, by what its outlet did. */
export function endsOf({ kind, copyOf }: Story, isCopied: boolean): readonly string[] {
  if (kind === 'gone' || kind === 'reset' || kind === 'binary' || kind === 'too_large') return ['rejected'];
  // Of two alike either may have come first.
  if (kind === 'copy' || (isCopied && copyOf === undefined)) return ['indexed', 'duplicate'];
  return ['indexed'];
}

/** What the story must say in the end. */
const lastText = ({ editions }: Story): StoryText => editions.at(-1) as StoryText;

/** Why a record is not the story's last edition; null when it is. */
export function textProblem(record: RecordRow | undefined, story: Story): string | null {
  if (!record) return `${story.name} (${story.kind}): no record`;
  const { headline, paragraphs } = lastText(story);
  const missing = paragraphs.filter((text) => !(record.articleBody ?? '').includes(text));
  if (missing.length > 0)
    return `${story.name} (${story.kind}): ${missing.length} of ${paragraphs.length} paragraphs of its last text are not in version ${record.version}`;
  return record.headline === headline ? null : `${story.name}: its headline is "${record.headline}"`;
}

/** What is not as it will be once all work is done: a cheap look at MongoDB alone. */
export function unsettled({ traces, records }: StoredFacts, stories: readonly ExpectedStory[]): string[] {
  const byId = new Map<string, TraceRow>(traces.map((trace) => [trace._id, trace]));
  const recordOf = new Map(records.map((record) => [record._id, record]));
  return stories.flatMap(({ story, articleId }) => {
    const trace = byId.get(articleId);
    if (!trace) return [`${story.name} (${story.kind}): unknown to the ledger`];
    if (trace.state === 'in_flight' || trace.refreshing)
      return [`${story.name} (${story.kind}): ${trace.state} in ${trace.stage}`];
    const record = recordOf.get(articleId);
    if (story.order === 'erase') return record?.erased ? [] : [`${story.name}: not erased`];
    if (story.order === 'retract')
      return record?.status === 'canceled' ? [] : [`${story.name}: not retracted`];
    const problem = trace.state === 'indexed' ? textProblem(record, story) : null;
    return problem ? [problem] : [];
  });
}
