import { idOfAddress } from '@dateline/article';
import { compareSketches, type SketchComparison } from './compare-sketches.js';
import { DaySpread } from './day-spread.js';
import {
  decideArticle,
  type Claimant,
  type Decision,
  type Knowledge,
  type NearMatch,
} from './decide-article.js';
import type { NearDuplicateCandidate } from './near-duplicates.js';
import {
  claimsOf,
  type ArticleFingerprint,
  type Identity,
  type IdentityTier,
} from './fingerprint-article.js';
import { apartMs, leastJaccard } from './least-jaccard.js';
import { NearDuplicateIndex } from './near-duplicate-index.js';
import { SIMILARITY_RULES as RULES } from './similarity.rules.js';

/** What is remembered of an article for good. */
export interface ArticleState {
  contentHash: string;
  /** Earlier content hashes, oldest first. */
  pastHashes: string[];
  /** The address that showed the article first; missing in older states. */
  address?: string | null | undefined;
  clusterId: string | null;
  /** The outlet at its address; missing in states of earlier versions. */
  outlet?: string | null;
}

/** What is remembered of the text within the window. */
export interface RememberedText extends NearDuplicateCandidate {
  clusterId: string | null;
  publishedAt: Date;
}

/** A decision, and the cluster in which it places the article. */
export interface PlacedDecision {
  decision: Decision;
  /** The cluster of the article, null while it stands alone. */
  clusterId: string | null;
}

/**
 * The part of a decision that is remembered: the kind, and for a duplicate or revision the article it belongs
 * to.
 */
export interface RememberedDecision extends Pick<PlacedDecision, 'clusterId'> {
  decision: { kind: 'new' | 'near_duplicate' } | { kind: 'revision' | 'duplicate'; of: string };
}

export interface MemoryOptions {
  /** The largest distance in time between near-duplicates, in ms. */
  windowMs: number;
  /** The largest distance at which a text that came back as a whole is found, in ms; at least the window. */
  republishedMs?: number;
  /** Shared by all batches of a process. Without it no value is hot. */
  hot?: DaySpread;
}

/**
 * What is known while arrivals are decided one by one, each with knowledge of those before it. It is filled
 * from a store for one batch, or holds a whole window by itself. `decide` changes nothing; `remember` adds a
 * decision to what is known.
 */
export class ArticleMemory {
  private readonly owners = new Map<string, string>();
  private readonly states = new Map<string, ArticleState>();
  private readonly texts = new NearDuplicateIndex<RememberedText>();

  constructor(private readonly options: MemoryOptions) {}

  addOwners(owners: Iterable<readonly [identityKey: string, articleId: string]>): void {
    for (const [key, articleId] of owners) this.owners.set(key, articleId);
  }

  addStates(states: Iterable<readonly [articleId: string, state: ArticleState]>): void {
    for (const [articleId, state] of states) this.states.set(articleId, state);
  }

  addTexts(texts: Iterable<RememberedText>): void {
    for (const text of texts) this.texts.add(text);
  }

  ownerOf(identityKey: string): string | undefined {
    return this.owners.get(identityKey);
  }

  hasText(articleId: string): boolean {
    return this.texts.get(articleId) !== undefined;
  }

  stateOf(articleId: string): ArticleState | undefined {
    return this.states.get(articleId);
  }

  /** `isVisible` hides articles that must not become the arrival's original, such as undecided ones. */
  decide(
    arrival: ArticleFingerprint,
    isVisible: (articleId: string) => boolean = () => true,
  ): PlacedDecision {
    const decision = decideArticle(arrival, this.knowledgeOf(arrival, isVisible));
    const clusterId =
      decision.kind === 'near_duplicate'
        ? decision.clusterId
        : (this.states.get('of' in decision ? decision.of : arrival.articleId)?.clusterId ?? null);
    return { decision, clusterId };
  }

  /**
   * How the texts of an arrival and an article compare, as the decision saw them; null if a text is no longer
   * known.
   */
  comparisonOf({ sketch, publishedAt }: ArticleFingerprint, decision: Decision): SketchComparison | null {
    const text = 'of' in decision ? this.texts.get(decision.of)?.sketch : undefined;
    // An identity is believed on everything that the texts share. Hot values are left out only where the
    // text alone decides.
    const isHot = decision.kind === 'near_duplicate' ? this.options.hot?.hotAt(publishedAt) : undefined;
    return text ? compareSketches(sketch, text, isHot) : null;
  }

  /**
   * Remembers a decision. The arrival's unclaimed identities, and those it held itself, pass to the article
   * that the decision names.
   */
  remember(arrival: ArticleFingerprint, { decision, clusterId }: RememberedDecision): void {
    const articleId = subjectOf(arrival, decision);
    for (const key of claimsOf(arrival)) {
      const owner = this.owners.get(key);
      if (owner === undefined || owner === arrival.articleId) this.owners.set(key, articleId);
    }
    this.options.hot?.observe(arrival.sketch, arrival.publishedAt);
    if (decision.kind === 'duplicate') return;
    const { contentHash, sketch, publishedAt } = arrival;
    const address = this.states.get(articleId)?.address ?? arrival.address;
    const before = this.states.get(articleId);
    const outlet = articleId === arrival.articleId ? arrival.outlet : before?.outlet;
    const pastHashes = before
      ? [...before.pastHashes.filter((hash) => hash !== before.contentHash), before.contentHash]
      : [];
    this.states.set(articleId, {
      contentHash,
      pastHashes: pastHashes.slice(-RULES.pastHashes),
      clusterId,
      address,
      ...(outlet === undefined ? {} : { outlet }),
    });
    this.texts.add({ id: articleId, sketch, publishedAt, clusterId });
  }

  /** Forgets an article that will be decided again. */
  forget(articleId: string): void {
    this.states.delete(articleId);
    this.texts.remove(articleId);
  }

  /** Forgets texts that were published before a time. */
  forgetTextsBefore(time: Date): void {
    this.texts.evictWhile(({ publishedAt }) => publishedAt < time);
  }

  private knowledgeOf(arrival: ArticleFingerprint, isVisible: (articleId: string) => boolean): Knowledge {
    const own = this.claimant(arrival, arrival.articleId, 'url');
    if (own) return { own, claimants: [], near: null };
    const isWithin = (candidate: RememberedText, ms: number) =>
      candidate.id !== arrival.articleId && apartMs(arrival, candidate) <= ms && isVisible(candidate.id);
    const claimants = arrival.identities.flatMap((identity) => {
      const owner = this.owners.get(identity.key);
      const claimant =
        owner === undefined || !isVisible(owner) ? null : this.claimant(arrival, owner, identity.tier);
      return claimant ? [{ ...claimant, hearsay: isHearsay(identity, claimant.known.articleId) }] : [];
    });
    const { headlineKey } = arrival.sketch;
    const sameHeadline = (headlineKey === null ? [] : this.texts.under(headlineKey))
      .filter((candidate) => candidate.sketch.headlineKey === headlineKey)
      .filter((candidate) => isWithin(candidate, this.options.windowMs))
      .flatMap(({ id }) => this.claimant(arrival, id, 'headline') ?? []);
    return {
      own,
      claimants: [...claimants, ...this.sameBody(arrival, isVisible), ...sameHeadline],
      near: this.nearestOf(arrival, (candidate) => isWithin(candidate, this.republishedMs)),
    };
  }

  private claimant(
    { sketch }: ArticleFingerprint,
    articleId: string | undefined,
    tier: IdentityTier,
  ): Claimant | null {
    const state = articleId === undefined ? undefined : this.states.get(articleId);
    if (articleId === undefined || !state) return null;
    const text = this.texts.get(articleId)?.sketch;
    const isTelling = text && Math.min(text.length, sketch.length) >= RULES.tellingLetters;
    const likeness = isTelling ? compareSketches(sketch, text).score : null;
    return { tier, known: { articleId, ...state }, likeness };
  }

  private get republishedMs(): number {
    return Math.max(this.options.windowMs, this.options.republishedMs ?? 0);
  }

  /**
   * The article that had the arrival's body at its outlet, however long ago; none if the body is boilerplate.
   */
  private sameBody(arrival: ArticleFingerprint, isVisible: (articleId: string) => boolean): Claimant[] {
    const owner = arrival.bodyKey ? this.owners.get(arrival.bodyKey) : undefined;
    if (owner === undefined || !isVisible(owner) || this.isBoilerplate(arrival)) return [];
    const claimant = this.claimant(arrival, owner, 'content');
    return claimant ? [{ ...claimant, sameBody: true }] : [];
  }

  /** Whether most of a text was seen on many days. */
  private isBoilerplate({ sketch, publishedAt }: ArticleFingerprint): boolean {
    const isHot = this.options.hot?.hotAt(publishedAt);
    const hot = isHot ? sketch.values.filter((value) => isHot(value & ~1)).length : 0;
    return hot * 2 > sketch.values.length;
  }

  private nearestOf(
    arrival: ArticleFingerprint,
    isWanted: (candidate: RememberedText) => boolean,
  ): NearMatch | null {
    const isHot = this.options.hot?.hotAt(arrival.publishedAt);
    const hit = this.texts.nearestTo(arrival.sketch, isHot, isWanted, (candidate) =>
      leastJaccard(arrival, candidate, this.options.windowMs),
    );
    if (!hit) return null;
    const { id: articleId, score, rule } = hit;
    return { articleId, score, rule, clusterId: this.texts.get(articleId)?.clusterId ?? null };
  }
}

/** The article to which an arrival belongs: itself, or the one that it repeats or revises. */
export function subjectOf(
  arrival: Pick<ArticleFingerprint, 'articleId'>,
  decision: RememberedDecision['decision'],
): string {
  return decision.kind === 'duplicate' || decision.kind === 'revision' ? decision.of : arrival.articleId;
}

/**
 * Whether the holder, too, only names the address. If the address is the holder's own, the holder's id is
 * derived from it.
 */
function isHearsay({ key, named }: Identity, holder: string): boolean {
  return named === true && idOfAddress(key.slice('url:'.length)) !== holder;
}
