export {
  ArticleMemory,
  subjectOf,
  type ArticleState,
  type MemoryOptions,
  type RememberedText,
  type PlacedDecision,
} from './article-memory.js';
export {
  compareSamples,
  compareSketches,
  sampleOf,
  type HotValues,
  type Sample,
  type SimilarityRefusal,
  type SketchComparison,
} from './compare-sketches.js';
export { DaySpread } from './day-spread.js';
export {
  decideArticle,
  type Claimant,
  type Decision,
  type Knowledge,
  type KnownArticle,
  type NearMatch,
  type RepeatReason,
} from './decide-article.js';
export {
  keysNeeded,
  mostShared,
  type NearDuplicate,
  type NearDuplicateCandidate,
  type Ranked,
} from './near-duplicates.js';
export {
  claimsOf,
  fingerprintArticle,
  IDENTITY_TIERS,
  type ArticleFingerprint,
  type ArticleToFingerprint,
  type Identity,
  type IdentityTier,
} from './fingerprint-article.js';
export { NearDuplicateIndex } from './near-duplicate-index.js';
export { packSketch, UnknownSketchFormat, unpackSketch } from './pack-sketch.js';
export { SIMILARITY_RULES, SIMILARITY_RULES_VERSION } from './similarity.rules.js';
export { sketchOf, type Sketch, type SketchedWith } from './sketch-of.js';
