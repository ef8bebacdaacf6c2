/** Settings that limit what a feed may bring. */
export const BUDGETS = [
  'FEED_NEW_ENTRIES_PER_POLL',
  'FEED_NEW_ENTRIES_PER_DAY',
  'HOST_NEW_ENTRIES_PER_DAY',
  'FEED_WAITING_PAGES',
] as const;

export type OverBudget = (typeof BUDGETS)[number] | 'FEED_MAX_ENTRIES' | 'HOST_WAITING_PAGES';

/** How many entries each budget has left. */
export type Room = Record<(typeof BUDGETS)[number], number> & {
  /** Places in the line of a host. */
  roomAt: (host: string) => number;
};

export interface Shared<Entry> {
  taken: Entry[];
  over: Entry[];
  /** The limits that were met. */
  limits: OverBudget[];
}

/** Takes entries in the order of their document, as far as there is room for each. Gives the limits that were met. */
export function shareOut<Entry>(
  entries: readonly Entry[],
  hostOf: (entry: Entry) => string,
  room: Room,
): Shared<Entry> {
  const used = new Map<string, number>();
  const taken: Entry[] = [];
  const over: Entry[] = [];
  const limits = new Set<OverBudget>();
  for (const entry of entries) {
    const host = hostOf(entry);
    const inLine = used.get(host) ?? 0;
    const spent = BUDGETS.find((name) => taken.length >= room[name]);
    const limit = spent ?? (inLine >= room.roomAt(host) ? 'HOST_WAITING_PAGES' : null);
    if (limit === null) {
      used.set(host, inLine + 1);
      taken.push(entry);
    } else {
      limits.add(limit);
      over.push(entry);
    }
  }
  return { taken, over, limits: [...limits] };
}
