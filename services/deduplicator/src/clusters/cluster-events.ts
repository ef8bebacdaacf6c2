import {
  deterministicId,
  events,
  makeEvent,
  type ClusterChange,
  type ClusterRecord,
  type EventEnvelope,
  type OutgoingEvent,
} from '@dateline/contracts';
import type { AppliedChange } from '@dateline/storage';
import { RULE } from './apply-change.js';

const SOURCE = '/dateline/deduplicator';

/**
 * Events of a change: the cluster's new state, and a note for each article that joined it, or the members'
 * move to another cluster.
 */
export function eventsOf(
  event: EventEnvelope<ClusterChange>,
  record: ClusterRecord,
  applied: AppliedChange & { isChanged?: boolean },
): OutgoingEvent[] {
  const state = applied.isChanged === false ? [] : [stateOf(event, record, applied.version)];
  if (applied.moved.length === 0) return state;
  return applied.to === null
    ? [...state, ...applied.moved.map(({ articleId }) => noteOf(event, record, articleId))]
    : [...state, movedOn(event, applied, applied.to)];
}

/**
 * The order that merges two clusters that share an article. The lesser id stays, so that both name the same
 * one.
 */
export function mergeOf(
  event: EventEnvelope<ClusterChange>,
  { clusterId }: ClusterRecord,
  other: string,
): OutgoingEvent {
  const [into = clusterId, from = other] = [clusterId, other].sort();
  const id = deterministicId('merge', event.id, from, into);
  const reason = 'An article stands in both.';
  const change = { kind: 'merge' as const, into, reason, requestedBy: RULE };
  const attributes = { id, source: SOURCE, time: event.time, subject: from };
  return makeEvent(events.clusterChange, attributes, { clusterId: from, change, at: event.data.at });
}

function stateOf(event: EventEnvelope<ClusterChange>, record: ClusterRecord, version: number): OutgoingEvent {
  const { clusterId } = record;
  const id = deterministicId('cluster', clusterId, String(version));
  const attributes = { id, source: SOURCE, time: event.data.at, subject: clusterId };
  const isEmpty = record.size === 0 && record.mergedInto === null;
  return isEmpty
    ? makeEvent(events.clusterDissolved, attributes, null)
    : makeEvent(events.clusterChanged, attributes, record);
}

function noteOf(
  event: EventEnvelope<ClusterChange>,
  { clusterId }: ClusterRecord,
  articleId: string,
): OutgoingEvent {
  const id = deterministicId('regrouped', event.id, articleId);
  const attributes = { id, source: SOURCE, time: event.data.at, subject: articleId };
  const note = { articleId, sighting: null, cluster: { clusterId }, notedAt: event.data.at };
  return makeEvent(events.articleNote, attributes, note);
}

function movedOn(
  event: EventEnvelope<ClusterChange>,
  { moved }: AppliedChange,
  clusterId: string,
): OutgoingEvent {
  const { change, at, clusterId: from } = event.data;
  const order =
    change.kind === 'merge' || change.kind === 'split'
      ? { kind: change.kind, from, reason: change.reason, requestedBy: change.requestedBy }
      : change.kind === 'join'
        ? change.order
        : null;
  const id = deterministicId('moved', event.id, clusterId);
  const attributes = { id, source: SOURCE, time: event.time, subject: clusterId };
  const joined = { kind: 'join' as const, members: moved, order };
  return makeEvent(events.clusterChange, attributes, { clusterId, change: joined, at });
}
