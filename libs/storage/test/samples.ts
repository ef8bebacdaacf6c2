import type { ArticleRecord } from '@dateline/contracts';
import { createHash } from 'node:crypto';
import type { AppliedEvent, ArticleWrite, NewPageTask } from '../src/index.js';

export const hex = (text: string): string => createHash('sha256').update(text).digest('hex');
export const at = (seconds: number): Date => new Date(Date.UTC(2026, 2, 3, 9) + seconds * 1000);

/** A whole record of invented words; every nullable field that tests do not need is null. */
export function articleRecord(name: string, changes: Partial<ArticleRecord> = {}): ArticleRecord {
  return { ...textOf(name), ...historyOf(name), ...changes };
}

function textOf(name: string) {
  const url = `https://paper.example/${name}`;
  const now = at(0).toISOString();
  return {
    articleId: hex(url),
    schemaVersion: '1.0.0',
    version: 1,
    status: 'usable',
    url,
    urlNormalized: url,
    type: 'NewsArticle',
    headline: `Harbour notice ${name}`,
    alternativeHeadline: [],
    description: null,
    articleBody: 'The ferries were running late.',
    articleBodyHtml: null,
    bodyConfidence: 0.9,
    bodyFlags: [],
    wordCount: 5,
    charCount: 30,
    articleSection: ['Harbour'],
    keywords: [],
    author: [{ name: 'Ada Quill', type: 'Person', url: null }],
    byline: 'By Ada Quill',
    dateline: { text: 'PORT ARDEN —', place: 'Port Arden', agency: null, date: null },
    datePublished: now,
    dateModified: null,
    datePublishedPrecision: 'second',
    datePublishedZone: null,
    datePublishedZoneStated: true,
    dateFlags: [],
    inLanguage: 'en',
    image: [],
    publisher: { name: 'The Paper', asPrinted: null, domain: 'paper.example' },
    canonicalUrl: url,
    ampUrl: null,
    mediaId: null,
    isAccessibleForFree: null,
    copyrightNotice: null,
    copyrightHolder: null,
    correction: [],
    languageDetected: null,
    license: null,
    provenance: {},
  } satisfies Partial<ArticleRecord>;
}

function historyOf(name: string) {
  const url = `https://paper.example/${name}`;
  const now = at(0).toISOString();
  return {
    altIds: [{ role: 'guid', value: name }],
    contentHash: hex(`content ${name}`),
    dedupe: { tier: 'none', duplicateOf: null, score: null, rule: 'r1', decidedAt: now },
    clusterId: null,
    alsoSeenIn: [],
    revisions: [{ version: 1, at: now, changed: [], significance: 'first', contentHash: hex('c') }],
    fetch: {
      fetchedAt: now,
      status: 200,
      finalUrl: url,
      contentType: 'text/html',
      bytes: 9,
      rawRef: hex(`raw ${name}`),
    },
    pipeline: {
      parser: '1',
      deduplicator: '1',
      indexer: '1',
      extractor: '1',
      urlRules: '1',
      similarityRules: '1',
    },
    feedId: 'feed-1',
    discoveredAt: now,
    parsedAt: now,
    indexedAt: now,
    updatedAt: now,
    traceId: null,
    withdrawal: null,
  } satisfies Partial<ArticleRecord>;
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
