import type { ArticleRecord } from '@dateline/contracts';
import { readTopics, type TopicsRead } from '@dateline/infrastructure';
import { MongoClient, type Document } from 'mongodb';
import { topics } from '@dateline/contracts';
import type { Estate } from './estate.ts';

const READING_SECONDS = 180;

/** A row of the ledger. */
export interface TraceRow {
  _id: string;
  url: string | null;
  state: string;
  reason: string | null;
  stage: string;
  refreshing: boolean;
}

/** The record of an article in MongoDB; its id is `_id`. */
export type RecordRow = Omit<ArticleRecord, 'articleId'> & { _id: string; erased?: boolean };

/** What stands in MongoDB, read with its own driver, past the proxies and without the product's code. */
export interface StoredFacts {
  traces: TraceRow[];
  records: RecordRow[];
  /** Ids (`article:version`) of the superseded versions. */
  superseded: string[];
}

export async function readStored({ mongo }: Estate): Promise<StoredFacts> {
  const client = new MongoClient(mongo.uri, { serverSelectionTimeoutMS: 30_000, readPreference: 'primary' });
  try {
    const database = client.db('dateline');
    const all = <T extends Document>(name: string, projection: Document) =>
      database.collection<T>(name).find({}, { projection }).toArray() as Promise<T[]>;
    const [traces, records, superseded] = await Promise.all([
      all<TraceRow>('ledger_traces', { url: 1, state: 1, reason: 1, stage: 1, refreshing: 1 }),
      all<RecordRow>('articles', { applied: 0 }),
      all<{ _id: string }>('article_revisions', { _id: 1 }),
    ]);
    return { traces, records, superseded: superseded.map(({ _id }) => _id) };
  } finally {
    await client.close();
  }
}

/** What a read-committed reader of Apache Kafka's own client finds in all topics. A reader that fails is started once more. */
export async function readPublished({ kafka }: Estate, log: (line: string) => void): Promise<TopicsRead> {
  const read = () =>
    readTopics(
      { brokers: kafka.brokers, prefix: 'news.', seconds: READING_SECONDS },
      { withValues: [topics.articles.name], log },
    );
  return read().catch((error: unknown) => {
    log(`the Java reader has failed: ${String(error)}`);
    return read();
  });
}
