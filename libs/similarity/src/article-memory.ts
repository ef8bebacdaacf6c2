import { articleIdOf } from '@dateline/article';
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
import { NearDuplicateIndex } from './near-duplicate-index.js';
import { SIMILARITY_RULES as RULES } from './similarity.rules.js';

/** What is remembered of an article for good. */
export interface ArticleState {
  contentHash: string;
  /** Earlier content hashes, oldest first. */
  pastHashes: string[];
  /** The address that showed it first; older states do not say. */
  address?: string | null | undefined;
  clusterId: string | null;
  /** Who publishes at its address; states of earlier versions do not say. */
  outlet?: string | null;
}

/** What is remembered of its text for the time of the window. */
export interface RememberedText extends NearDuplicateCandidate {
  clusterId: string | null;
  publishedAt: Date;
}

export interface Verdict {
  decision: Decision;
  /** The cluster that the article belongs to, null while it stands alone. */
  clusterId: string | null;
}

/** What is remembered of a verdict: the kind, and of which article a duplicate or a revision is. */
export interface Ruling extends Pick<Verdict, 'clusterId'> {
  decision: { kind: 'new' | 'near_duplicate' } | { kind: 'revision' | 'duplicate'; of: string };
}

export interface MemoryOptions {
  /** How far apart in time near-duplicates may be, in ms. */
  windowMs: number;
  /** Shared by the batches of a process; without it nothing is hot. */
  hot?: DaySpread;
}

/**
 * What is known for arrivals that are decided one by one, each seeing those before it: filled from a store for one batch, or
 * holding a whole window by itself. `decide` changes nothing; `remember` makes a verdict known.
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

  /** `isVisible` hides articles that must not be taken for the arrival's original, for instance undecided ones. */
  decide(arrival: ArticleFingerprint, isVisible: (articleId: string) => boolean = () => true): Verdict {
    const decision = decideArticle(arrival, this.knowledgeOf(arrival, isVisible));
    const clusterId =
      decision.kind === 'near_duplicate'
        ? decision.clusterId
        : (this.states.get('of' in decision ? decision.of : arrival.articleId)?.clusterId ?? null);
    return { decision, clusterId };
  }

  /** How an arrival's text compares with that of an article, as the decision saw it; null where a text is not known any more. */
  comparisonOf({ sketch, publishedAt }: ArticleFingerprint, decision: Decision): SketchComparison | null {
    const text = 'of' in decision ? this.texts.get(decision.of)?.sketch : undefined;
    // Identities are believed on all that the texts share; hot values are left out where the text alone decides.
    const isHot = decision.kind === 'near_duplicate' ? this.options.hot?.hotAt(publishedAt) : undefined;
    return text ? compareSketches(sketch, text, isHot) : null;
  }

  /** Takes over what the verdict says. The arrival's unclaimed identities, and those it held itself, go to the article that it is. */
  remember(arrival: ArticleFingerprint, { decision, clusterId }: Ruling): void {
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

  /** Takes back what was remembered of an article that is to be decided again. */
  forget(articleId: string): void {
    this.states.delete(articleId);
    this.texts.remove(articleId);
  }

  /** Forgets texts published before a time. */
  forgetTextsBefore(time: Date): void {
    this.texts.evictWhile(({ publishedAt }) => publishedAt < time);
  }

  private knowledgeOf(arrival: ArticleFingerprint, isVisible: (articleId: string) => boolean): Knowledge {
    const own = this.claimant(arrival, arrival.articleId, 'url');
    if (own) return { own, claimants: [], near: null };
    const isWanted = (candidate: RememberedText) =>
      this.isRecent(arrival, candidate) && isVisible(candidate.id);
    const claimants = arrival.identities.flatMap((identity) => {
      const owner = this.owners.get(identity.key);
      const claimant =
        owner === undefined || !isVisible(owner) ? null : this.claimant(arrival, owner, identity.tier);
      return claimant ? [{ ...claimant, hearsay: isHearsay(identity, claimant.known.articleId) }] : [];
    });
    const { headlineKey } = arrival.sketch;
    const sameHeadline = (headlineKey === null ? [] : this.texts.under(headlineKey))
      .filter((candidate) => candidate.sketch.headlineKey === headlineKey && isWanted(candidate))
      .flatMap(({ id }) => this.claimant(arrival, id, 'headline') ?? []);
    return {
      own,
      claimants: [...claimants, ...this.sameBody(arrival, isVisible), ...sameHeadline],
      near: this.nearestOf(arrival, isWanted),
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

  /** Whether another text lies in the window of the arrival. */
  private isRecent({ articleId, publishedAt }: ArticleFingerprint, candidate: RememberedText): boolean {
    const apart = Math.abs(publishedAt.getTime() - candidate.publishedAt.getTime());
    return candidate.id !== articleId && apart <= this.options.windowMs;
  }

  /** The article that has the arrival's body at its outlet, however long ago; boilerplate stands for no article. */
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
    { sketch, publishedAt }: ArticleFingerprint,
    isWanted: (candidate: RememberedText) => boolean,
  ): NearMatch | null {
    const hit = this.texts.nearestTo(sketch, this.options.hot?.hotAt(publishedAt), isWanted);
    if (!hit) return null;
    const { id: articleId, score, rule } = hit;
    return { articleId, score, rule, clusterId: this.texts.get(articleId)?.clusterId ?? null };
  }
}

/** The article that an arrival turned out to be. */
export function subjectOf(
  arrival: Pick<ArticleFingerprint, 'articleId'>,
  decision: Ruling['decision'],
): string {
  return decision.kind === 'duplicate' || decision.kind === 'revision' ? decision.of : arrival.articleId;
}

/** Whether an address that a page names is that of its holder, whose id follows from it, or only named by the holder too. */
function isHearsay({ key, named }: Identity, holder: string): boolean {
  return named === true && articleIdOf(key.slice('url:'.length)) !== holder;
}
