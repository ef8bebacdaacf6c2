import { isKillNotice, URL_RULES_VERSION } from '@dateline/article';
import type { ArticleParsed } from '@dateline/contracts';
import { duplicate, type StageMessage, type StageResult } from '@dateline/messaging';
import { SIMILARITY_RULES_VERSION } from '@dateline/similarity';
import type { StoredDecision } from '@dateline/storage';
import { arrivalOf, type Arrival } from './decide/arrival.js';
import { DecisionRound, type RoundOptions } from './decide/decision-round.js';
import { findKilled } from './decide/find-killed.js';
import type { DecisionRecord, State, Store } from './decide/decision-record.js';
import { resultOf, sightingOf } from './decide/result-of.js';
import type { DecidedArrival } from './decide/state-transitions.js';

export interface DeduplicateOptions extends RoundOptions {
  decisionMs: number;
  /** Reads, before a batch is decided, the policies that `dropsNear` needs for its sources. */
  learnPolicy?: (arrivals: readonly Arrival[], now: Date) => Promise<void>;
  /** Removes raw pages of articles that must not be kept. */
  removeRaw: (rawRefs: readonly string[]) => Promise<void>;
  /** Called with each decision once it is stored. */
  observe?: (outcome: DecisionRecord) => void;
}

/** An arrival that ends without a comparison: it was decided before, or its own state or text decides it. */
type EarlyEnd = { result: StageResult } | { outcome: DecisionRecord } | 'killed' | null;

/** The deduplicate stage: decides for each arriving article whether it is new, a revision, or known. */
export class DeduplicateArticles {
  private readonly store: Store;

  constructor(private readonly options: DeduplicateOptions) {
    this.store = options.store;
  }

  /**
   * Returns one result for each message. Articles of a batch see those before them, as if they had arrived
   * one by one.
   */
  async run(messages: readonly StageMessage<ArticleParsed>[], now: Date): Promise<StageResult[]> {
    const results: StageResult[] = [];
    const arrivals = messages.map(arrivalOf);
    await this.options.learnPolicy?.(arrivals, now);
    for (const round of roundsOf(arrivals)) results.push(...(await this.runRound(round, now)));
    return results;
  }

  private async runRound(arrivals: readonly Arrival[], now: Date): Promise<StageResult[]> {
    const [earlier, own] = await Promise.all([
      this.store.decisionsOf(arrivals.map(({ event }) => event.id)),
      this.store.statesOf(arrivals.map(({ articleId }) => articleId)),
    ]);
    const known = new Map(
      arrivals.map((a) => [
        a,
        earlyEndOf(a, { earlier: earlier.get(a.event.id), own: own.get(a.articleId), now }),
      ]),
    );
    const fresh = arrivals.filter((a) => known.get(a) === null);
    const decided = fresh.length === 0 ? [] : await new DecisionRound(this.options, fresh, own, now).run();
    const outcomes = new Map(decided.map((d) => [d.arrival, d.outcome]));
    for (const [arrival, found] of known) {
      // Last, because the story may have arrived in the same batch, before its notice.
      if (found === 'killed')
        outcomes.set(arrival, await this.kill(arrival, own.get(arrival.articleId), now));
      else if (found && 'outcome' in found) outcomes.set(arrival, found.outcome);
    }
    await this.keep(
      arrivals.flatMap((arrival) => outcomeAt(arrival, outcomes)),
      now,
    );
    for (const { outcome } of decided) this.options.observe?.(outcome);
    for (const [arrival, found] of known) {
      const notice = found === 'killed' ? outcomes.get(arrival) : undefined;
      if (notice) this.options.observe?.(notice);
    }
    return arrivals.map((arrival) => {
      const found = known.get(arrival);
      const outcome = outcomes.get(arrival);
      if (found && found !== 'killed' && 'result' in found) return found.result;
      if (!outcome) throw new TypeError(`no decision for event ${arrival.event.id}`);
      return resultOf(arrival, outcome);
    });
  }

  private async kill(arrival: Arrival, own: State | undefined, now: Date): Promise<DecisionRecord> {
    const since = new Date(now.getTime() - this.options.sketchMs);
    const found = await findKilled(arrival, { store: this.store, own, since });
    return { ...undecidedAt(now), ending: { kind: 'killed', ...found } };
  }

  private async keep(decided: readonly Omit<DecidedArrival, 'basedOn'>[], now: Date): Promise<void> {
    const expiresAt = new Date(now.getTime() + this.options.decisionMs);
    const unwanted = decided
      .filter(({ outcome }) => outcome.ending.kind === 'erased' || outcome.ofErased)
      .flatMap(({ arrival }) => arrival.event.data.fetch.rawRef ?? []);
    await Promise.all([
      unwanted.length === 0 ? undefined : this.options.removeRaw(unwanted),
      this.store.saveDecisions(decided.map(toStoredDecision), expiresAt),
      this.store.addSightings(decided.flatMap(({ arrival, outcome }) => sightingOf(arrival, outcome) ?? [])),
    ]);
  }
}

/** What is settled without a decision: a repeated event, an erased article, a kill notice. */
function earlyEndOf(
  arrival: Arrival,
  {
    earlier,
    own,
    now,
  }: { earlier: StoredDecision<DecisionRecord> | undefined; own: State | undefined; now: Date },
): EarlyEnd {
  if (earlier && !samePosition(earlier, arrival))
    return { result: duplicate('repeated_event', arrival.articleId) };
  if (own?.phase === 'erased') return { outcome: { ...undecidedAt(now), ending: { kind: 'erased' } } };
  if (earlier?.payload) return { outcome: earlier.payload };
  // The transaction was aborted between writing the state and storing the decision.
  if (own?.eventId === arrival.event.id && own.phase !== 'pending' && own.decision)
    return { outcome: own.decision };
  const { headline, articleBody } = arrival.event.data.article;
  return isKillNotice({ headline, articleBody }) ? 'killed' : null;
}

/** The part that all decisions without a text comparison share. */
function undecidedAt(now: Date): Omit<DecisionRecord, 'ending'> {
  return { clusterId: null, members: [], previousHash: null, decidedAt: now.toISOString() };
}

/**
 * Consecutive arrivals in which no article comes twice, because the second one must see what became of the
 * first.
 */
function roundsOf(arrivals: readonly Arrival[]): Arrival[][] {
  const rounds: Arrival[][] = [];
  let seen = new Set<string>();
  for (const arrival of arrivals) {
    const round = rounds.at(-1);
    if (round && !seen.has(arrival.articleId)) round.push(arrival);
    else {
      rounds.push([arrival]);
      seen = new Set();
    }
    seen.add(arrival.articleId);
  }
  return rounds;
}

function outcomeAt(
  arrival: Arrival,
  outcomes: ReadonlyMap<Arrival, DecisionRecord>,
): Omit<DecidedArrival, 'basedOn'>[] {
  const outcome = outcomes.get(arrival);
  return outcome ? [{ arrival, outcome }] : [];
}

/** The versions of the rules, kept with each decision that they made. */
const RULES = { url: URL_RULES_VERSION, text: SIMILARITY_RULES_VERSION };

function toStoredDecision({
  arrival,
  outcome,
}: Omit<DecidedArrival, 'basedOn'>): StoredDecision<DecisionRecord> {
  const { ending } = outcome;
  return {
    eventId: arrival.event.id,
    articleId: arrival.articleId,
    position: arrival.position,
    decision: ending.kind,
    duplicateOf: 'of' in ending ? ending.of : null,
    reason: ending.kind === 'duplicate' ? ending.reason : null,
    payload: { ...outcome, rules: RULES },
  };
}

function samePosition({ position }: StoredDecision, arrival: Arrival): boolean {
  const { topic, partition, offset } = arrival.position;
  return position.topic === topic && position.partition === partition && position.offset === offset;
}
