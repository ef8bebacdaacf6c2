import {
  deterministicId,
  events,
  makeEvent,
  type ParsedArticle,
  type StageOutcome,
} from '@dateline/contracts';
import { PARSER_VERSION } from '@dateline/extraction';
import type { EventPublisher } from '@dateline/messaging';
import { GATEWAY_SOURCE, GATEWAY_VERSION } from '../version.js';
import type { KeptPage } from './find-pages.js';

/**
 * Sends a new parse of a stored page down the pipeline. Deduplicator and indexer make a revision of it, or
 * refuse it when the article has changed since. The id derives from page, version and parser, so a repetition
 * adds nothing. Returns the event's id.
 */
export async function publishReplay(
  page: KeptPage & { article: ParsedArticle },
  at: Date,
  publisher: Pick<EventPublisher, 'publish'>,
): Promise<string> {
  const { articleId, sha256, origin, article, record } = page;
  const baseVersion = record?.version ?? null;
  const time = at.toISOString();
  const made = `${PARSER_VERSION} ${article.extractor.version}`;
  const id = deterministicId('replayed', articleId, sha256, String(baseVersion ?? 0), made);
  const attributes = { id, source: GATEWAY_SOURCE, time, subject: articleId };
  const event = makeEvent(events.articleParsed, attributes, {
    ...origin,
    article,
    parserVersion: PARSER_VERSION,
    parsedAt: time,
    replay: { baseVersion, requestedAt: time },
  });
  await publisher.publish({ events: [event], outcomes: [replayOutcome(id, origin, time)] });
  return id;
}

function replayOutcome(
  id: string,
  { articleId, feedId, url }: KeptPage['origin'],
  occurredAt: string,
): StageOutcome {
  return {
    articleId,
    stage: 'replay',
    outcome: 'emitted',
    reason: null,
    detail: `parsed again by parser ${PARSER_VERSION}`,
    duplicateOf: null,
    eventId: id,
    emitted: [id],
    input: null,
    attempts: 1,
    service: 'gateway',
    version: GATEWAY_VERSION,
    feedId,
    url,
    occurredAt,
  };
}
