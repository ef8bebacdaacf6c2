/** Two addresses of one host that the rules take for one article, although parameters with values differ. */
export interface ParameterSuspicion {
  /** In identity form. */
  host: string;
  /** In lower case, sorted. */
  names: string[];
  urls: [string, string];
  /** The feeds that named them. */
  feedIds: string[];
}

/** A suspicion that is being checked. `Sighting` is the domain's own shape, plain data. */
export interface ParameterCheck<Sighting = unknown> extends ParameterSuspicion {
  /** What the addresses showed, in turn: the first, the second, the first, ... */
  sightings: Sighting[];
  /** Looks that failed in a row. */
  failures: number;
  /** Fencing token: the holder's lease. */
  dueAt: Date;
}

/** What came of a check. */
export type CheckVerdict = 'selects' | 'same' | 'unsteady' | 'unreachable';
