/** The moment at which specs take place. */
export const now = new Date('2026-03-03T09:00:00Z');

/** So many milliseconds after it, or before. */
export const after = (ms: number): Date => new Date(now.getTime() + ms);
