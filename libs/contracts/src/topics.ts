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
  /** What the message key holds. */
  key: string;
  partitions: number;
  cleanup: 'delete' | 'compact';
  /** Milliseconds a message is kept; null where compaction decides. */
  retentionMs: number | null;
  /** Largest record batch that the broker takes, in bytes after compression. */
  maxMessageBytes: number;
  /** Services, by the table of the pipeline. */
  writers: readonly string[];
  /** Services, by the table of the pipeline, and `consumers` where the topic is public. */
  readers: readonly string[];
}

/** What is said here of a topic; the table of the pipeline says who writes and reads it. */
interface TopicDefinition extends Omit<TopicContract, 'writers' | 'readers'> {
  /** Read by whoever consumes the product. */
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

/** A dead letter keeps the original bytes and headers and adds its own, so it may be a little larger than the message it stands for. */
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

/** Every topic, by a key that code uses. */
export const topics = Object.fromEntries([
  ...Object.entries(definitions).map(([key, said]) => [key, topicOf(key as TopicKey, said)] as const),
  ...DEAD_LETTER_SERVICES.map(
    (service) =>
      [`deadLetter${service.charAt(0).toUpperCase()}${service.slice(1)}`, deadLetterTopic(service)] as const,
  ),
]) as Topics;

/** One consumer group of the pipeline, by its service and stage, and the topic that it reads (its name in the contract). */
export interface StageReader {
  service: string;
  stage: string;
  topic: string;
}

/** The consumer group of a stage; throws a TypeError where the stage reads no topic. */
export function stageReader(name: ReadingStage): StageReader {
  const { service, name: stage, reads } = readingStage(name);
  return { service, stage, topic: topics[reads].name };
}

/** The consumer groups of all stages. */
export const STAGE_READERS: readonly StageReader[] = stages.flatMap((stage) =>
  stage.reads === null ? [] : [stageReader(stage.name)],
);

/** The consumer groups between an article's discovery and its record: a message that is lost there ends an article's way. */
export const READERS_ON_THE_WAY: readonly StageReader[] = stages.flatMap((stage) =>
  stage.reads !== null && (stage.ends as readonly OutcomeKind[]).includes('dead_lettered')
    ? [stageReader(stage.name)]
    : [],
);
