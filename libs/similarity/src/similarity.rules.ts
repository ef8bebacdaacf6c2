/**
 * Version of everything that decides how texts are sketched and compared. It is raised when a number below
 * changes.
 */
export const SIMILARITY_RULES_VERSION = '1.3.0';

/** Thresholds of the char-10 hybrid. Each was chosen on the public half of the deduplication corpus. */
export const SIMILARITY_RULES = {
  /** Characters per gram. The short one is for scripts that write a word in one to three characters. */
  gram: 10,
  shortGram: 6,
  /** One gram in 24 is kept; one in 96 is an index key. */
  sampleBelow: 2 ** 32 / 24,
  keyBelow: 2 ** 32 / 96,
  values: { least: 24, most: 256 },
  keys: { least: 8, most: 64 },
  numbers: 48,
  lead: 0.4,
  minShared: 6,
  minJaccard: 0.25,
  minContainment: 0.5,
  /** What a text older than the window needs: it comes back as a whole. A part of it, or its topic, is news. */
  republishedJaccard: 0.5,
  /** What containment needs besides its own threshold. */
  containmentJaccard: 0.08,
  containmentShared: 8,
  containmentWeight: 0.9,
  guardedNumbers: 4,
  minNumbersShared: 0.35,
  minLeadShared: 0.3,
  /** An identity is believed only if the texts have this much in common. */
  minIdentityLikeness: 0.05,
  pastHashes: 20,
  /** A shorter text says nothing about its article: "Page not found" is no copy. */
  tellingLetters: 60,
  /**
   * A body of this length identifies the article at its outlet. The text of a paywall or a notice is shorter.
   */
  bodyLetters: 400,
  verified: 48,
  /** The number of texts that are ranked by the keys they share. */
  candidates: 128,
  /**
   * How many index keys a candidate must share to be compared: one for every `keysForEachShared` keys of the
   * text, `sharedKeys` at most.
   */
  sharedKeys: 2,
  keysForEachShared: 10,
  /**
   * The newest texts that are kept under one key. More texts with one key are one story, whose copies
   * resemble each other.
   */
  postings: 64,
  /** A shorter headline does not identify a story. */
  headlineLetters: 20,
  /** A value that was seen on this many days within the memory is boilerplate or a template. */
  hotDays: 4,
  hotMemoryDays: 30,
  /** A value that was seen on several days keeps its cell for this many days after it was last seen. */
  hotIdleDays: 8,
} as const;
