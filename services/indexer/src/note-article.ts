import type { ArticleNote, ArticleRecord, Sighting } from '@dateline/contracts';
import { emitted, type StageMessage } from '@dateline/messaging';
import type { StoredArticle } from '@dateline/storage';
import type { IndexStep } from './index-step.js';
import { MAX_SIGHTINGS } from './record-bounds.js';
import { annotatedEvent } from './public-event.js';

/** A note makes no version, because the content is the same. A note that says nothing new publishes nothing. */
export function noteArticle(
  { event, position }: StageMessage<ArticleNote>,
  stored: StoredArticle,
  { sightings, now }: { sightings: readonly Sighting[]; now: Date },
): IndexStep {
  const before = stored.record;
  const clusterId = event.data.cluster ? event.data.cluster.clusterId : before.clusterId;
  const alsoSeenIn = sightings.slice(0, MAX_SIGHTINGS);
  const isKnown = clusterId === before.clusterId && alsoSeenIn.length <= before.alsoSeenIn.length;
  if (isKnown) return { result: emitted([]), write: null };
  const record: ArticleRecord = { ...before, clusterId, alsoSeenIn, updatedAt: now.toISOString() };
  return annotate(record, event.id, position);
}

/** Writes a new state under the version that stands, and publishes it as annotated. */
export function annotate(
  record: ArticleRecord,
  eventId: string,
  position: StageMessage['position'],
): IndexStep {
  const { version } = record;
  const write = {
    record,
    expectedVersion: version,
    applied: { eventId, version, ...position },
    superseded: null,
  };
  return { result: emitted([annotatedEvent(record, eventId)]), write };
}
