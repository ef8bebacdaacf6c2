import { URL_RULES_VERSION } from '@dateline/article';
import { deterministicId, events, makeEvent, type ArticleParsed, type Dedupe } from '@dateline/contracts';
import { duplicate, emitted, type StageMessage, type StageResult } from '@dateline/messaging';
import { SIMILARITY_RULES_VERSION } from '@dateline/similarity';
import type { DedupRepository, StoredDecision } from '@dateline/storage';
import { decideArticle, type Decision } from './decide-article.js';
import { fingerprintArticle, type Arrival } from './fingerprint-article.js';
import { recall, type Memory } from './recall.js';
import { DEDUPLICATOR_VERSION } from './version.js';

export interface DedupWindows {
  nearDuplicateMs: number;
  decisionMs: number;
}

/** A decision as it is stored and, after a cut-off transaction, repeated. */
interface Settled {
  decision: Decision;
  clusterId: string | null;
  decidedAt: string;
}

const MAX_PAST_HASHES = 20;
/** Sketches outlive the window in which they are looked up, for articles that arrive late. */
const SKETCH_GRACE_MS = 4 * 86_400_000;

/** The deduplicate stage: decides for each arriving article whether it is new, a revision, or known. */
export class DeduplicateArticles {
  constructor(
    private readonly dedup: DedupRepository,
    private readonly windows: DedupWindows,
  ) {}

  /** One result for each message. Articles of a batch see those before them, as if they had come one by one. */
  async run(messages: StageMessage<ArticleParsed>[], now: Date): Promise<StageResult[]> {
    const earlier = await this.dedup.decisionsOf(messages.map((m) => m.event.id));
    const arrivals = messages.map(fingerprintArticle);
    const claims = arrivals.flatMap((a) => a.identities.map(({ key }) => ({ key, articleId: a.articleId })));
    const owners = await this.dedup.claimIdentities(claims, now);
    const memory = await recall(this.dedup, { arrivals, owners, window: this.windows.nearDuplicateMs, now });
    const results: StageResult[] = [];
    const settled: { arrival: Arrival; settled: Settled }[] = [];
    for (const arrival of arrivals) {
      const stored = earlier.get(arrival.event.id);
      if (stored && !samePosition(stored, arrival)) {
        results.push(duplicate('repeated_event', arrival.articleId));
        continue;
      }
      const outcome = (stored?.payload as Settled | undefined) ?? this.decide(arrival, memory, now);
      memory.remember(arrival, outcome.clusterId, outcome.decision);
      settled.push({ arrival, settled: outcome });
      results.push(resultOf(arrival, outcome));
    }
    await this.save(settled, memory, now);
    return results;
  }

  private decide(arrival: Arrival, memory: Memory, now: Date): Settled {
    const decision = admitReplay(arrival, decideArticle(arrival, memory.knowledgeOf(arrival)));
    const own = memory.clusterOf(arrival.articleId);
    const clusterId = decision.kind === 'near_duplicate' ? decision.clusterId : own;
    return { decision, clusterId, decidedAt: now.toISOString() };
  }

  /** Decisions first: once they stand, a repetition writes the same again. */
  private async save(
    done: { arrival: Arrival; settled: Settled }[],
    memory: Memory,
    now: Date,
  ): Promise<void> {
    const expiresAt = new Date(now.getTime() + this.windows.decisionMs);
    await this.dedup.saveDecisions(done.map(toStoredDecision), expiresAt);
    const kept = done.filter(({ settled }) => settled.decision.kind !== 'duplicate');
    await this.dedup.saveStates(
      [...new Set(kept.map((k) => k.arrival.articleId))].flatMap((id) => memory.stateOf(id, MAX_PAST_HASHES)),
    );
    await this.dedup.saveSketches(
      kept.map(({ arrival, settled }) => ({
        articleId: arrival.articleId,
        keys: arrival.sketch.keys,
        sketch: arrival.sketch,
        clusterId: settled.clusterId,
        publishedAt: arrival.publishedAt,
        at: now,
        expiresAt: new Date(now.getTime() + this.windows.nearDuplicateMs + SKETCH_GRACE_MS),
      })),
    );
    await this.dedup.addSightings(done.flatMap(sightingOf));
  }
}

/** A replay of the same text may correct other fields: the indexer, which has the record, tells whether it does. */
function admitReplay(arrival: Arrival, decision: Decision): Decision {
  const isRepeat = decision.kind === 'duplicate' && decision.reason === 'unchanged';
  return isRepeat && arrival.event.data.replay ? { kind: 'revision' } : decision;
}

function resultOf(arrival: Arrival, { decision, clusterId, decidedAt }: Settled): StageResult {
  if (decision.kind === 'duplicate')
    return duplicate(decision.reason, decision.of, { detail: `score ${decision.score.toFixed(3)}` });
  const { event } = arrival;
  const attributes = {
    id: deterministicId('deduplicated', event.id),
    source: '/dateline/deduplicator',
    time: decidedAt,
    subject: arrival.articleId,
  };
  return emitted([
    makeEvent(events.articleDeduplicated, attributes, {
      ...event.data,
      decision: decision.kind,
      dedupe: dedupeOf(decision, decidedAt),
      clusterId,
      contentHash: arrival.contentHash,
      deduplicatorVersion: DEDUPLICATOR_VERSION,
      urlRules: URL_RULES_VERSION,
      similarityRules: SIMILARITY_RULES_VERSION,
    }),
  ]);
}

function dedupeOf(decision: Exclude<Decision, { kind: 'duplicate' }>, decidedAt: string): Dedupe {
  if (decision.kind !== 'near_duplicate') {
    const tier = decision.kind === 'revision' ? 'url' : 'none';
    return { tier, duplicateOf: null, score: null, rule: `url ${URL_RULES_VERSION}`, decidedAt };
  }
  const rule = `${decision.rule} ${SIMILARITY_RULES_VERSION}`;
  return { tier: 'near_duplicate', duplicateOf: decision.of, score: decision.score, rule, decidedAt };
}

function toStoredDecision({ arrival, settled }: { arrival: Arrival; settled: Settled }): StoredDecision {
  const { decision } = settled;
  return {
    eventId: arrival.event.id,
    position: arrival.position,
    decision: decision.kind,
    duplicateOf: 'of' in decision ? decision.of : null,
    reason: decision.kind === 'duplicate' ? decision.reason : null,
    payload: settled,
  };
}

/** Where else a known article was seen; the same article again is no sighting. */
function sightingOf({ arrival, settled }: { arrival: Arrival; settled: Settled }) {
  const { decision, decidedAt } = settled;
  if (!('of' in decision) || decision.of === arrival.articleId) return [];
  const { feedId, url } = arrival.event.data;
  const tier = decision.kind === 'duplicate' ? decision.reason : decision.kind;
  const sighting = {
    articleId: arrival.articleId,
    feedId,
    url,
    tier,
    score: decision.score,
    firstSeenAt: decidedAt,
  };
  return [{ articleId: decision.of, sighting }];
}

function samePosition({ position }: StoredDecision, arrival: Arrival): boolean {
  const { topic, partition, offset } = arrival.position;
  return position.topic === topic && position.partition === partition && position.offset === offset;
}
