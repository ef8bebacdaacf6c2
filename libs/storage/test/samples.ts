import type { ArticleRecord } from '@dateline/contracts';
import { sampleRecord } from '@dateline/testing';
import { createHash } from 'node:crypto';
import type { AppliedEvent, ArticleWrite, NewPageTask } from '../src/index.js';

export const hex = (text: string): string => createHash('sha256').update(text).digest('hex');
export const at = (seconds: number): Date => new Date(Date.UTC(2026, 2, 3, 9) + seconds * 1000);

/** The sample article under a name of its own: in its address, headline, raw page and feed entry. */
export function articleRecord(name: string, changes: Partial<ArticleRecord> = {}): ArticleRecord {
  const url = `https://paper.example/${name}`;
  const now = at(0).toISOString();
  const record = sampleRecord(url, {
    headline: `Harbour notice ${name}`,
    feedId: 'feed-1',
    datePublished: now,
  });
  return {
    ...record,
    articleId: hex(url),
    urlNormalized: url,
    articleBody: 'The ferries were running late.',
    articleSection: ['Harbour'],
    author: [{ name: 'Ada Quill', type: 'Person', url: null }],
    dateline: { text: 'PORT ARDEN —', place: 'Port Arden', agency: null, date: null },
    publisher: { name: 'The Paper', asPrinted: null, domain: 'paper.example' },
    canonicalUrl: url,
    altIds: [{ role: 'guid', value: name }],
    contentHash: hex(`content ${name}`),
    revisions: [{ version: 1, at: now, changed: [], significance: 'first', contentHash: hex('c') }],
    fetch: { ...record.fetch, fetchedAt: now, rawRef: hex(`raw ${name}`) },
    discoveredAt: now,
    parsedAt: now,
    indexedAt: now,
    updatedAt: now,
    ...changes,
  };
}

export const applied = (eventId: string, version: number): AppliedEvent => ({
  eventId,
  topic: 't',
  partition: 0,
  offset: String(version),
  version,
});

export const firstWrite = (record: ArticleRecord, eventId = `e-${record.articleId}`): ArticleWrite => ({
  record,
  expectedVersion: null,
  applied: applied(eventId, 1),
  superseded: null,
});

export function nextWrite(
  before: ArticleRecord,
  changes: Partial<ArticleRecord>,
  eventId: string,
): ArticleWrite {
  const record = { ...before, ...changes, version: before.version + 1 };
  return {
    record,
    expectedVersion: before.version,
    applied: applied(eventId, record.version),
    superseded: before,
  };
}

export function pageTask(hostKey: string, name: string, changes: Partial<NewPageTask> = {}): NewPageTask {
  const url = `https://${hostKey}/${name}`;
  return {
    articleId: hex(url),
    url,
    urlNormalized: url,
    hostKey,
    feedId: 'feed-1',
    discoveryId: `d-${name}`,
    entry: { title: name },
    discoveredAt: at(0),
    traceparent: null,
    change: 'new',
    ...changes,
  };
}
