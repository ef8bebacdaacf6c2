/** What the host loop needs to know of a request. */
export interface RequestEnd {
  /** Pause of the whole host that the server asked for. */
  hostPauseSeconds: number;
  /** The answer was 503: said of the feed or page, unless all of the host say it. */
  unavailable?: { retryAfterSeconds: number | null } | null;
  /** When the last byte was there, from where the pause counts; what is done with it takes its own time. Now, when absent. */
  endedAt?: Date;
  /** When the feed or page is due again; null when it is not, absent where only the store can say. */
  dueAt?: Date | null;
}
