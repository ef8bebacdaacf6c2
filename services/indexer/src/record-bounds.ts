/** The most sightings that a record lists, the earliest first. `article_sightings` keeps the rest. */
export const MAX_SIGHTINGS = 200;

/** The most revisions that a record carries, the latest ones. `article_revisions` keeps the older ones. */
export const MAX_REVISIONS = 50;
