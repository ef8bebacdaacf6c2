import type { ArticleRecord } from '@dateline/contracts';
import type { SkippedEntry, StoredChange } from '@dateline/storage';
import type { VersionDiff } from '../../articles/compare-versions.js';
import type { ArticleDecisions } from '../../articles/decisions.schema.js';
import type { AuditReport } from '../../audit/audit.js';
import type { ChangeQuery } from '../../access/changes.schema.js';
import {
  AuditOpen,
  type ArticlesBackend,
  type ArticleSearch,
  type Backend,
  type ShownTrace,
} from './backend.types.js';
import { ApiProblem, type GatewayClient } from './gateway-client.js';
import { GatewayFeeds } from './gateway-feeds.js';
import { GatewayLetters } from './gateway-letters.js';

const MOST_SKIPPED = 10;

/** Daily work by the API of a gateway. */
export class GatewayBackend implements Backend {
  readonly feeds: GatewayFeeds;
  readonly letters: GatewayLetters;
  readonly articles: ArticlesBackend;

  constructor(private readonly client: GatewayClient) {
    this.feeds = new GatewayFeeds(client);
    this.letters = new GatewayLetters(client);
    const asRecords = client.asText();
    this.articles = {
      search: (query: ArticleSearch) => asRecords.get('/articles', query),
      diff: ({ articleId }: ArticleRecord, older: number, newer: number) =>
        asRecords.find<VersionDiff>(`/articles/${articleId}/revisions/${older}...${newer}`),
      get: (reference: string) => asRecords.find<ArticleRecord>(`/articles/${encodeURIComponent(reference)}`),
    };
  }

  async audit(): Promise<AuditReport> {
    try {
      return await this.client.get<AuditReport>('/audit');
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 503)
        throw new AuditOpen(error.message, { cause: error });
      throw error;
    }
  }

  trace(reference: string): Promise<ShownTrace | null> {
    return this.client.find(`/traces/${encodeURIComponent(reference)}`);
  }

  async skipped(name: string): Promise<SkippedEntry[]> {
    const query = { name, limit: MOST_SKIPPED };
    return (await this.client.get<{ items: SkippedEntry[] }>('/skipped-entries', query)).items;
  }

  why(reference: string): Promise<ArticleDecisions | null> {
    return this.client.find(`/articles/${encodeURIComponent(reference)}/decisions`);
  }

  async changes(query: ChangeQuery): Promise<StoredChange[]> {
    return (await this.client.get<{ items: StoredChange[] }>('/changes', query)).items;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
