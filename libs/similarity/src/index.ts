export {
  compareSketches,
  type HotValues,
  type SimilarityRefusal,
  type SketchComparison,
} from './compare-sketches.js';
export { DaySpread } from './day-spread.js';
export { findNearDuplicate, type NearDuplicate, type NearDuplicateCandidate } from './find-near-duplicate.js';
export { SIMILARITY_RULES, SIMILARITY_RULES_VERSION } from './similarity.rules.js';
export { sketchOf, type Sketch } from './sketch-of.js';
