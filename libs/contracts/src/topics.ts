/** The one place that says each topic's name, key, partitions, retention, size limit, writers and readers. */
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
  writers: readonly string[];
  readers: readonly string[];
}

const DAY_MS = 24 * 60 * 60 * 1000;
const MIB = 1024 * 1024;

const articleTopic = (
  name: string,
  description: string,
  who: { writers: string[]; readers: string[] },
  maxMessageBytes = 4 * MIB,
): TopicContract => ({
  name,
  description,
  key: 'article id',
  partitions: 6,
  cleanup: 'delete',
  retentionMs: 7 * DAY_MS,
  maxMessageBytes,
  ...who,
});

/** A dead letter keeps the original bytes and headers and adds its own, so it may be a little larger than the message it stands for. */
const deadLetterTopic = (service: string): TopicContract => ({
  name: `news.${service}.dead-letter.v1`,
  description: `Messages that the ${service} could not process, original bytes and headers kept`,
  key: 'key of the original message',
  partitions: 1,
  cleanup: 'delete',
  retentionMs: 90 * DAY_MS,
  maxMessageBytes: 5 * MIB,
  writers: [service],
  readers: ['gateway'],
});

export const topics = {
  discovered: articleTopic(
    'news.article.discovered.v1',
    'Entries seen for the first time in a feed, or changed',
    {
      writers: ['fetcher'],
      readers: ['fetcher'],
    },
    MIB,
  ),
  fetched: articleTopic('news.article.fetched.v1', 'Pages as served, compressed', {
    writers: ['fetcher', 'gateway'],
    readers: ['parser'],
  }),
  parsed: articleTopic('news.article.parsed.v1', 'Pages read as articles', {
    writers: ['parser', 'gateway'],
    readers: ['deduplicator'],
  }),
  deduplicated: articleTopic(
    'news.article.deduplicated.v1',
    'What the indexer is to do, in order for each article: index, note, withdraw',
    {
      writers: ['deduplicator', 'fetcher'],
      readers: ['indexer'],
    },
  ),
  withdrawn: articleTopic(
    'news.article.withdrawn.v1',
    'Orders to retract or erase',
    {
      writers: ['gateway', 'fetcher', 'deduplicator'],
      readers: ['deduplicator'],
    },
    MIB,
  ),
  clusterChanges: {
    ...articleTopic(
      'news.cluster.changes.v1',
      'Changes of clusters, by decisions and by operators',
      {
        writers: ['deduplicator', 'gateway'],
        readers: ['deduplicator'],
      },
      MIB,
    ),
    key: 'cluster id',
  },
  clusters: {
    ...articleTopic(
      'news.clusters.v1',
      'Public: the latest state of each cluster of near-duplicates; a tombstone when nothing of it is left',
      {
        writers: ['deduplicator'],
        readers: ['consumers'],
      },
      MIB,
    ),
    key: 'cluster id',
    cleanup: 'compact',
    retentionMs: null,
  },
  feedChanges: {
    name: 'news.feed.changes.v1',
    description:
      'Public: feeds that were added, paused, resumed, removed, that moved, fail, or are gone, with the reason',
    key: 'feed id',
    partitions: 1,
    cleanup: 'delete',
    retentionMs: 90 * DAY_MS,
    maxMessageBytes: MIB,
    writers: ['fetcher'],
    readers: ['consumers'],
  },
  outcomes: {
    ...articleTopic(
      'news.stage.outcomes.v1',
      "Every message's end in every stage",
      {
        writers: ['fetcher', 'parser', 'deduplicator', 'indexer', 'gateway'],
        readers: ['indexer'],
      },
      MIB,
    ),
    key: 'article id, or "unattributed" where a message has none',
    retentionMs: 30 * DAY_MS,
  },
  articles: {
    ...articleTopic(
      'news.articles.v1',
      'Public: the latest normalised record of each article; a tombstone when it is erased',
      {
        writers: ['indexer'],
        readers: ['consumers'],
      },
    ),
    cleanup: 'compact',
    retentionMs: null,
  },
  deadLetterFetcher: deadLetterTopic('fetcher'),
  deadLetterParser: deadLetterTopic('parser'),
  deadLetterDeduplicator: deadLetterTopic('deduplicator'),
  deadLetterIndexer: deadLetterTopic('indexer'),
} as const satisfies Record<string, TopicContract>;

/** Dead-letter topic of a service. */
export function deadLetterTopicOf(service: string): string {
  return `news.${service}.dead-letter.v1`;
}
