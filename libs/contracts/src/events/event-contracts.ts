import { Type, type TSchema } from 'typebox';
import { ArticleRecord } from '../records/article.schema.js';
import { ClusterRecord } from '../records/cluster.schema.js';
import { FeedRecord } from '../records/feed.schema.js';
import { StageOutcome } from '../records/outcome.schema.js';
import type { EventEnvelope } from '../envelope.js';
import { topics } from '../topics.js';
import { ArticleDeduplicated } from './article-deduplicated.schema.js';
import { ArticleDiscovered } from './article-discovered.schema.js';
import { ArticleFetched } from './article-fetched.schema.js';
import { ArticleNote } from './article-note.schema.js';
import { ArticleParsed } from './article-parsed.schema.js';
import { ArticleWithdrawn } from './article-withdrawn.schema.js';
import { ClusterChange } from './cluster-change.schema.js';
import type { EventContract, EventOf } from './event.contract.js';
import { FeedChanged } from './feed-changed.schema.js';
import { OperatorChange } from './operator-change.schema.js';
import { SiteDrifted } from './site-drifted.schema.js';

/** The value of an event that tells consumers to forget its key. */
const Nothing = Type.Null({
  title: 'Tombstone',
  description: 'No value: the key is to be forgotten, and compaction removes what was said of it',
});

const event = <T extends TSchema, const Name extends string>(
  type: Name,
  topic: string,
  schema: T,
  summary: string,
): EventContract<T, Name> => ({
  type,
  topic,
  schema,
  summary,
});

export const events = {
  articleDiscovered: event(
    'news.article.discovered.v1',
    topics.discovered.name,
    ArticleDiscovered,
    'A feed shows an entry that is new or changed',
  ),
  articleFetched: event('news.article.fetched.v1', topics.fetched.name, ArticleFetched, 'A page is there'),
  articleParsed: event(
    'news.article.parsed.v1',
    topics.parsed.name,
    ArticleParsed,
    'A page was read as an article',
  ),
  articleDeduplicated: event(
    'news.article.deduplicated.v1',
    topics.deduplicated.name,
    ArticleDeduplicated,
    'An article is to be indexed',
  ),
  articleNote: event(
    'news.article.note.v1',
    topics.deduplicated.name,
    ArticleNote,
    'An article was seen elsewhere, or stands in another cluster',
  ),
  articleWithdrawn: event(
    'news.article.withdrawn.v1',
    topics.withdrawn.name,
    ArticleWithdrawn,
    'An article is to be withdrawn: by an operator, its publisher, or because its page is gone',
  ),
  articleWithdrawal: event(
    'news.article.withdrawal.v1',
    topics.deduplicated.name,
    ArticleWithdrawn,
    'A withdrawal in line with the other changes of its article',
  ),
  clusterChange: event(
    'news.cluster.change.v1',
    topics.clusterChanges.name,
    ClusterChange,
    'A cluster gains or loses members',
  ),
  feedChanged: event(
    'news.feed.changed.v1',
    topics.feedChanges.name,
    FeedChanged,
    'A feed has changed its state or its address',
  ),
  feedDescribed: event(
    'news.feed.described.v1',
    topics.feeds.name,
    FeedRecord,
    'The latest record of a feed',
  ),
  feedRemoved: event(
    'news.feed.removed.v1',
    topics.feeds.name,
    Nothing,
    'A feed is removed: its articles stay, and nothing more comes of it',
  ),
  operatorChange: event(
    'news.operator.change.v1',
    topics.operatorChanges.name,
    OperatorChange,
    'Somebody changed something by the API or the command line, or was refused',
  ),
  siteDrifted: event(
    'news.site.drifted.v1',
    topics.siteChanges.name,
    SiteDrifted,
    'The pages of a site have another template than before, or lost their texts',
  ),
  stageOutcome: event(
    'news.stage.outcome.v1',
    topics.outcomes.name,
    StageOutcome,
    'A message came to its end in a stage',
  ),
  articleCreated: event(
    'news.article.created.v1',
    topics.articles.name,
    ArticleRecord,
    'A new article is indexed',
  ),
  articleUpdated: event(
    'news.article.updated.v1',
    topics.articles.name,
    ArticleRecord,
    'A revision of an article is indexed',
  ),
  articleAnnotated: event(
    'news.article.annotated.v1',
    topics.articles.name,
    ArticleRecord,
    'The content is the same; alsoSeenIn or clusterId changed',
  ),
  articleRetracted: event(
    'news.article.retracted.v1',
    topics.articles.name,
    ArticleRecord,
    'An article is retracted; its record says why',
  ),
  articleErased: event(
    'news.article.erased.v1',
    topics.articles.name,
    Nothing,
    'An article is erased: consumers forget it',
  ),
  clusterChanged: event(
    'news.cluster.changed.v1',
    topics.clusters.name,
    ClusterRecord,
    'The latest state of a cluster',
  ),
  clusterDissolved: event(
    'news.cluster.dissolved.v1',
    topics.clusters.name,
    Nothing,
    'Nothing is left of a cluster: its members were erased',
  ),
} as const;

/**
 * An event under its contract. For a union of contracts it is the union of their events, which `type`
 * distinguishes.
 */
export type TypedEvent<C extends EventContract> = C extends EventContract
  ? EventEnvelope<EventOf<C>> & { type: C['type'] }
  : never;

/** Contracts of a topic by CloudEvents type. */
export function contractsOf(topic: string): Map<string, EventContract> {
  return new Map(
    Object.values(events)
      .filter((e) => e.topic === topic)
      .map((e) => [e.type, e]),
  );
}
