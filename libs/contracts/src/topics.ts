import {
  DEAD_LETTER_SERVICES,
  readersOf,
  readingStage,
  stages,
  writersOf,
  type DeadLetterService,
  type OutcomeKind,
  type ReadingStage,
  type TopicKey,
} from './pipeline.js';

/** What a topic is: its name, key, partitions, retention, size limit, writers and readers. */
export interface TopicContract {
  name: string;
  description: string;
  /** Meaning of the message key. */
  key: string;
  partitions: number;
  cleanup: 'delete' | 'compact';
  /** Retention of a message in milliseconds; null when compaction decides. */
  retentionMs: number | null;
  /** Largest record batch that the broker accepts, in bytes after compression. */
  maxMessageBytes: number;
  /** Services, from the pipeline table. */
  writers: readonly string[];
  /** Services, from the pipeline table, and `consumers` for a public topic. */
  readers: readonly string[];
}

/** The facts of a topic that stand here; the pipeline table says who writes and reads it. */
interface TopicDefinition extends Omit<TopicContract, 'writers' | 'readers'> {
  /** Consumers of the product read it. */
  public?: true;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const MIB = 1024 * 1024;

const articleTopic = (name: string, description: string, maxMessageBytes = 4 * MIB): TopicDefinition => ({
  name,
  description,
  key: 'article id',
  partitions: 6,
  cleanup: 'delete',
  retentionMs: 7 * DAY_MS,
  maxMessageBytes,
});

const definitions: Record<TopicKey, TopicDefinition> = {
  discovered: articleTopic(
    'news.article.discovered.v1',
    'Entries seen for the first time in a feed, or changed',
    MIB,
  ),
  fetched: articleTopic('news.article.fetched.v1', 'Pages as served, compressed'),
  parsed: articleTopic('news.article.parsed.v1', 'Pages read as articles'),
  deduplicated: articleTopic(
    'news.article.deduplicated.v1',
    'What the indexer is to do, in order for each article: index, note, withdraw',
  ),
  withdrawn: articleTopic('news.article.withdrawn.v1', 'Orders to retract or erase', MIB),
  clusterChanges: {
    ...articleTopic('news.cluster.changes.v1', 'Changes of clusters, by decisions and by operators', MIB),
    key: 'cluster id',
  },
  clusters: {
    ...articleTopic(
      'news.clusters.v1',
      'Public: the latest state of each cluster of near-duplicates; a tombstone when nothing of it is left',
      MIB,
    ),
    public: true,
    key: 'cluster id',
    cleanup: 'compact',
    retentionMs: null,
  },
  feedChanges: {
    name: 'news.feed.changes.v1',
    description:
      'Public: feeds that were added, paused, resumed, removed, that moved, fail, or are gone, with the reason',
    public: true,
    key: 'feed id',
    partitions: 1,
    cleanup: 'delete',
    retentionMs: 90 * DAY_MS,
    maxMessageBytes: MIB,
  },
  feeds: {
    name: 'news.feeds.v1',
    description:
      'Public: the latest record of each feed, by which a feedId is resolved; a tombstone when it is removed',
    public: true,
    key: 'feed id',
    partitions: 1,
    cleanup: 'compact',
    retentionMs: null,
    maxMessageBytes: MIB,
  },
  siteChanges: {
    name: 'news.site.changes.v1',
    description: 'Public: sites whose pages suddenly look other than before, with a sample of them',
    public: true,
    key: 'host of the site',
    partitions: 1,
    cleanup: 'delete',
    retentionMs: 90 * DAY_MS,
    maxMessageBytes: MIB,
  },
  operatorChanges: {
    name: 'news.operator.changes.v1',
    description:
      'Public: the audit log of what operators and programs changed by the API and the command line, and who it was',
    public: true,
    key: 'change id',
    partitions: 1,
    cleanup: 'delete',
    retentionMs: 365 * DAY_MS,
    maxMessageBytes: MIB,
  },
  outcomes: {
    ...articleTopic('news.stage.outcomes.v1', "Every message's end in every stage", MIB),
    key: 'article id, or "unattributed" where a message has none',
    retentionMs: 30 * DAY_MS,
  },
  articles: {
    ...articleTopic(
      'news.articles.v1',
      'Public: the latest normalised record of each article; a tombstone when it is erased',
    ),
    public: true,
    cleanup: 'compact',
    retentionMs: null,
  },
};

function topicOf(key: TopicKey, { public: isPublic, ...said }: TopicDefinition): TopicContract {
  const readers = [...readersOf(key), ...(isPublic ? ['consumers'] : [])];
  return { ...said, writers: writersOf(key), readers };
}

/** Dead-letter topic of a service. */
export function deadLetterTopicOf(service: string): string {
  return `news.${service}.dead-letter.v1`;
}

/**
 * A dead letter holds the original bytes and headers plus its own, so it may be slightly larger than its
 * original.
 */
const deadLetterTopic = (service: DeadLetterService): TopicContract => ({
  name: deadLetterTopicOf(service),
  description: `Messages that the ${service} could not process, original bytes and headers kept`,
  key: 'key of the original message',
  partitions: 1,
  cleanup: 'delete',
  retentionMs: 90 * DAY_MS,
  maxMessageBytes: 5 * MIB,
  writers: [service],
  readers: ['gateway'],
});

type Topics = Record<TopicKey, TopicContract> & {
  [S in DeadLetterService as `deadLetter${Capitalize<S>}`]: TopicContract;
};

/** All topics, by the key that code uses. */
export const topics = Object.fromEntries([
  ...Object.entries(definitions).map(([key, said]) => [key, topicOf(key as TopicKey, said)] as const),
  ...DEAD_LETTER_SERVICES.map(
    (service) =>
      [`deadLetter${service.charAt(0).toUpperCase()}${service.slice(1)}`, deadLetterTopic(service)] as const,
  ),
]) as Topics;

/**
 * One consumer group of the pipeline: its service, its stage and the topic that it reads (the contract's
 * name).
 */
export interface StageReader {
  service: string;
  stage: string;
  topic: string;
}

/** The consumer group of a stage. Throws a TypeError when the stage reads no topic. */
export function stageReader(name: ReadingStage): StageReader {
  const { service, name: stage, reads } = readingStage(name);
  return { service, stage, topic: topics[reads].name };
}

/** The consumer groups of all stages. */
export const STAGE_READERS: readonly StageReader[] = stages.flatMap((stage) =>
  stage.reads === null ? [] : [stageReader(stage.name)],
);

/**
 * The consumer groups on an article's way from discovery to record. A message lost there would end the way
 * silently.
 */
export const READERS_ON_THE_WAY: readonly StageReader[] = stages.flatMap((stage) =>
  stage.reads !== null && (stage.ends as readonly OutcomeKind[]).includes('dead_lettered')
    ? [stageReader(stage.name)]
    : [],
);
