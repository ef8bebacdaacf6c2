import { URL_RULES_VERSION } from '@dateline/article';
import {
  deterministicId,
  events,
  makeEvent,
  type ArticleDeduplicated,
  type Dedupe,
  type OutgoingEvent,
} from '@dateline/contracts';
import { duplicate, emitted, rejected, type StageResult } from '@dateline/messaging';
import { SIMILARITY_RULES_VERSION } from '@dateline/similarity';
import type { SightingOf } from '@dateline/storage';
import type { Arrival } from './arrival.js';
import {
  otherOf,
  tierOf,
  type FinalDecision,
  type DecisionRecord,
  type IgnoredKill,
} from './decision-record.js';
import { DEDUPLICATOR_VERSION } from '../version.js';

type Indexed = Extract<FinalDecision, { kind: 'new' | 'revision' | 'near_duplicate' }>;

/** The effects of a decision on the article, on the article that it repeats, and on its cluster. */
export function resultOf(arrival: Arrival, outcome: DecisionRecord): StageResult {
  const { ending } = outcome;
  const { articleId } = arrival;
  if (ending.kind === 'erased') return rejected('erased', 'the article was erased');
  // A notice stored by an earlier version names no story; it meant the one at its own address.
  if (ending.kind === 'killed')
    return killed(arrival, outcome, ending.story === undefined ? { ...ending, story: articleId } : ending);
  const other = otherOf(ending, articleId);
  const note = noteOf(arrival, outcome);
  if (ending.kind === 'duplicate')
    return duplicate(ending.reason, ending.of, { detail: detailOf(ending), events: note });
  const indexed = deduplicated(arrival, outcome, ending);
  if (ending.kind === 'revision' && other !== null) {
    const reason =
      ending.tier === 'entry' ? 'same_entry' : ending.tier === 'headline' ? 'same_headline' : 'same_url';
    return duplicate(reason, other, { detail: `a revision of it`, events: [indexed, ...note] });
  }
  return emitted([indexed, ...joinOf(arrival, outcome)]);
}

/** A further place where a known article was seen; the article itself is not a sighting. */
export function sightingOf(arrival: Arrival, { ending, decidedAt }: DecisionRecord): SightingOf | null {
  const of = otherOf(ending, arrival.articleId);
  if (of === null || (ending.kind !== 'duplicate' && ending.kind !== 'revision')) return null;
  const { feedId, url } = arrival.event.data;
  // An article that is unchanged repeats itself.
  if (ending.kind === 'duplicate' && ending.reason === 'unchanged') return null;
  const { tier, score } = ending;
  const { articleId } = arrival;
  return { articleId: of, sighting: { articleId, feedId, url, tier, score, firstSeenAt: decidedAt } };
}

function noteOf(arrival: Arrival, outcome: DecisionRecord): OutgoingEvent[] {
  const found = sightingOf(arrival, outcome);
  if (!found) return [];
  const { articleId, sighting } = found;
  const attributes = {
    ...attributesOf(arrival, outcome, articleId),
    id: deterministicId('note', arrival.event.id),
  };
  return [
    makeEvent(events.articleNote, attributes, {
      articleId,
      sighting,
      cluster: null,
      notedAt: outcome.decidedAt,
    }),
  ];
}

/** The event for the indexer. A revision found at another address carries the id of the revised article. */
function deduplicated(
  arrival: Arrival,
  outcome: DecisionRecord,
  ending: Indexed,
): OutgoingEvent<ArticleDeduplicated> {
  const articleId = ending.kind === 'revision' ? ending.of : arrival.articleId;
  return makeEvent(events.articleDeduplicated, attributesOf(arrival, outcome, articleId), {
    ...arrival.event.data,
    articleId,
    decision: ending.kind,
    dedupe: dedupeOf(outcome, ending),
    clusterId: outcome.clusterId,
    contentHash: arrival.fingerprint.contentHash,
    previousHash: outcome.previousHash,
    deduplicatorVersion: DEDUPLICATOR_VERSION,
    urlRules: URL_RULES_VERSION,
    similarityRules: SIMILARITY_RULES_VERSION,
  });
}

function joinOf(arrival: Arrival, outcome: DecisionRecord): OutgoingEvent[] {
  const { clusterId, members, decidedAt } = outcome;
  if (clusterId === null || members.length === 0) return [];
  const attributes = {
    ...attributesOf(arrival, outcome, clusterId),
    id: deterministicId('join', arrival.event.id),
  };
  const change = { kind: 'join' as const, members, order: null };
  return [makeEvent(events.clusterChange, attributes, { clusterId, change, at: decidedAt })];
}

/** The end of a kill notice, with the order to retract its story if that is known. */
function killed(
  arrival: Arrival,
  { decidedAt }: DecisionRecord,
  { story = null, ignored, named }: Extract<FinalDecision, { kind: 'killed' }>,
): StageResult {
  if (story === null) {
    const which = named ? ` (${named})` : '';
    return rejected('kill_notice', `${IGNORED[ignored ?? 'not_known']}${which}`);
  }
  const id = deterministicId('withdrawn', story, 'kill', arrival.event.id);
  const order = makeEvent(
    events.articleWithdrawn,
    { id, source: SOURCE, time: decidedAt, subject: story },
    {
      articleId: story,
      action: 'retract',
      reason: 'The publisher sent a kill notice.',
      requestedBy: 'publisher',
      requestedAt: decidedAt,
    },
  );
  return rejected('kill_notice', `the publisher withdrew the story ${story}`, { events: [order] });
}

const IGNORED: Readonly<Record<IgnoredKill, string>> = {
  not_known: 'the notice names no story that its outlet published and that is known here',
  no_authority: 'the notice is ignored: the feed that brought it does not speak for the outlet',
  other_outlet: 'the notice is ignored: it is of another outlet than the story',
};

const SOURCE = '/dateline/deduplicator';

function attributesOf({ event }: Arrival, { decidedAt }: DecisionRecord, subject: string) {
  return { id: deterministicId('deduplicated', event.id), source: SOURCE, time: decidedAt, subject };
}

function dedupeOf({ decidedAt }: DecisionRecord, ending: Indexed): Dedupe {
  if (ending.kind === 'near_duplicate') {
    const { tier, of, score, rule } = ending;
    return { tier, duplicateOf: of, score, rule: `${rule} ${SIMILARITY_RULES_VERSION}`, decidedAt };
  }
  const score = ending.kind === 'revision' ? ending.score : null;
  const rule = `url ${URL_RULES_VERSION}, text ${SIMILARITY_RULES_VERSION}`;
  return { tier: tierOf(ending), duplicateOf: null, score, rule, decidedAt };
}

function detailOf({ tier, score }: Extract<FinalDecision, { kind: 'duplicate' }>): string {
  return `${tier} ${score.toFixed(3)}, url ${URL_RULES_VERSION}, text ${SIMILARITY_RULES_VERSION}`;
}
