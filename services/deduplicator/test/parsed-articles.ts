import { articleIdOf, normaliseUrl } from '@dateline/article';
import { deterministicId, events, type ArticleParsed } from '@dateline/contracts';
import type { StageMessage } from '@dateline/messaging';
import { DaySpread } from '@dateline/similarity';
import { sampleArticle } from '@dateline/testing';
import { createHash } from 'node:crypto';
import { CrowdedKeys } from '../src/decide/crowded-keys.js';
import type { Store } from '../src/decide/decision-record.js';
import { DeduplicateArticles, type DeduplicateOptions } from '../src/deduplicate-articles.js';

export const at = (seconds: number): Date => new Date(Date.UTC(2026, 2, 3, 9) + seconds * 1000);

/** Sentences of words that no other number shares. */
export function textOf(n: number | string, sentences = 12): string {
  return Array.from({ length: sentences }, (_, s) => sentenceOf(n, s)).join(' ');
}

export function sentenceOf(n: number | string, s: number): string {
  const digest = createHash('sha512').update(`${n} ${s}`).digest('hex').replace(/\d/g, '');
  const words = Array.from({ length: 9 }, (_, i) => digest.slice(i * 6, i * 6 + 6)).filter(Boolean);
  return `The ${words.join(' ')} quay.`;
}

export interface Given {
  url: string;
  headline?: string;
  body: string;
  publishedAt?: Date;
  feedId?: string | null;
  guid?: string | null;
  canonicalUrl?: string | null;
  outlet?: string;
  credits?: string[];
  eventId?: string;
  offset?: number;
}

let offsets = 0;

/** A message of the parser about an article. */
export function parsed(given: Given): StageMessage<ArticleParsed> {
  const { url, body, headline = `Report on ${body.slice(4, 40)}`, feedId = 'feed-1' } = given;
  const articleId = articleIdOf(url);
  const offset = given.offset ?? (offsets += 1);
  const article = articleOf(given, headline);
  const data: ArticleParsed = {
    articleId,
    url,
    urlNormalized: normaliseUrl(url) ?? url,
    origin: 'feed',
    feedId,
    entry: given.guid ? entryOf(given.guid) : null,
    discoveredAt: at(0).toISOString(),
    fetch: {
      fetchedAt: at(0).toISOString(),
      status: 200,
      finalUrl: url,
      contentType: 'text/html',
      bytes: 100,
      rawRef: createHash('sha256').update(`raw ${url}`).digest('hex'),
    },
    article,
    parserVersion: '1',
    parsedAt: at(0).toISOString(),
  };
  const id = given.eventId ?? deterministicId('parsed', url, String(offset));
  return {
    event: {
      id,
      type: events.articleParsed.type,
      source: '/dateline/parser',
      time: at(0).toISOString(),
      subject: articleId,
      data,
    },
    position: { topic: 'parsed', partition: 0, offset: String(offset) },
    attempt: 1,
    traceparent: null,
  };
}

function articleOf(given: Given, headline: string): ArticleParsed['article'] {
  const published = (given.publishedAt ?? at(0)).toISOString();
  const [agency = null] = given.credits ?? [];
  const { hostname } = new URL(given.url);
  return sampleArticle({
    headline,
    articleBody: given.body,
    author: [],
    byline: null,
    dateline: agency === null ? null : { text: agency, place: null, agency, date: null },
    datePublished: published,
    publisher: { name: given.outlet ?? hostname, asPrinted: null, domain: hostname },
    canonicalUrl: given.canonicalUrl ?? null,
  });
}

function entryOf(entryId: string) {
  const nothing = { title: null, summary: null, contentHtml: null, publishedAt: null, updatedAt: null };
  return { entryId, ...nothing, authors: [], categories: [], language: null };
}

/** A replica of the stage on a store. */
export function stageOn(store: Store, changes: Partial<DeduplicateOptions> = {}): DeduplicateArticles {
  return new DeduplicateArticles({
    store,
    hot: new DaySpread(2 ** 16),
    crowded: new CrowdedKeys(),
    windowMs: 72 * 3_600_000,
    republishedMs: 14 * 86_400_000,
    sketchMs: 15 * 86_400_000,
    decisionMs: 30 * 86_400_000,
    dropsNear: () => false,
    removeRaw: () => Promise.resolve(),
    ...changes,
  });
}
