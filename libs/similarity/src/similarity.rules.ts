/** Version of everything that decides how texts are sketched and compared; raised with any of the numbers below. */
export const SIMILARITY_RULES_VERSION = '1.2.0';

/** Thresholds of the char-10 hybrid; each was chosen on the public half of the deduplication corpus. */
export const SIMILARITY_RULES = {
  /** Characters a gram; the short one where the text is mostly of scripts that write a word in one to three signs. */
  gram: 10,
  shortGram: 6,
  /** One gram in 24 is kept, one in 96 is an index key. */
  sampleBelow: 2 ** 32 / 24,
  keyBelow: 2 ** 32 / 96,
  values: { least: 24, most: 256 },
  keys: { least: 8, most: 64 },
  numbers: 48,
  lead: 0.4,
  minShared: 6,
  minJaccard: 0.25,
  minContainment: 0.5,
  /** What containment asks for beside itself. */
  containmentJaccard: 0.08,
  containmentShared: 8,
  containmentWeight: 0.9,
  guardedNumbers: 4,
  minNumbersShared: 0.35,
  minLeadShared: 0.3,
  /** An identity is believed only where the texts have this much in common. */
  minIdentityLikeness: 0.05,
  pastHashes: 20,
  /** A shorter text tells nothing of its article: "Page not found" is no copy. */
  tellingLetters: 60,
  /** A body of this length is known by itself at its outlet; what a barrier or a notice says in place of a text is shorter. */
  bodyLetters: 400,
  verified: 48,
  /** Texts that are ranked by the keys they share. */
  candidates: 128,
  /** Index keys that a candidate shares before it is looked at: one for each so many of the text, two at most. */
  sharedKeys: 2,
  keysForEachShared: 10,
  /** Texts kept under one key, the newest: what more share is one story, whose copies resemble each other. */
  postings: 64,
  /** A shorter headline does not name a story. */
  headlineLetters: 20,
  /** A value on this many days within the memory is boilerplate or a template. */
  hotDays: 4,
  hotMemoryDays: 30,
  /** A value seen on several days keeps its cell this long without being seen. */
  hotIdleDays: 8,
} as const;
