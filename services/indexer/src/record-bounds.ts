/** Sightings that a record lists, the first ones; the rest stay in `article_sightings`. */
export const MAX_SIGHTINGS = 200;

/** Longest list of revisions that a record carries; older ones stay in `article_revisions`. */
export const MAX_REVISIONS = 50;
