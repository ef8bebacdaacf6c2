export { compareContent } from './compare-content.js';
export type { ArticleContent, ContentComparison, ContentSignificance } from './compare-content.js';
export {
  articleIdOf,
  contentHashOf,
  contentHashOfWords,
  contentWordsOf,
  eventIdOf,
  idOfAddress,
  InvalidArticleUrl,
} from './article-identity.js';
export {
  AUTHORITIES,
  AUTHORITY_TABLE,
  judgeAuthority,
  outranks,
  speakingFeedOf,
  authorityOfWord,
  toldAuthority,
  type Authority,
  type FeedVoice,
  type Powers,
  type SpeakingFeed,
} from './authority/judge-authority.js';
export { hostKeyOf, isBareHost } from './host-key.js';
export { chooseOriginal, type ChosenOriginal, type StoryCopy } from './choose-original.js';
export { isKillNotice, killedHeadlinesOf } from './is-kill-notice.js';
export { foldDigits, normaliseText } from './normalise-text.js';
export { outletHomeOf, outletOf, sameOutlet } from './outlet/outlet-of.js';
export { normaliseUrl, normaliseUrlKeeping, URL_RULES_VERSION } from './url/normalise-url.js';
export { entryAddressOf, pageOfEntry, placeOf, placeOfEntry } from './url/entry-address.js';
export {
  learnParameters,
  NO_PARAMETER_RULES,
  type LearnedParameter,
  type ParameterRules,
  type SeenPage,
} from './url/learn-parameters.js';
export { findDropped, type DroppedParameters } from './url/find-dropped.js';
export {
  judgeSightings,
  sightingOf,
  type PageSighting,
  type SightingVerdict,
} from './url/judge-sightings.js';
export type { SignificantParameters } from './url/normalise-query.js';
