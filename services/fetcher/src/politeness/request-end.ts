/** How a request in a host's turn ended, for the loop over hosts. */
export type RequestEnd =
  /** The request was given up: nothing was recorded, and the feed or page stays due. */
  { kind: 'aborted' } | CompletedRequest;

/** A request that was answered, failed, or was not needed. */
export interface CompletedRequest {
  kind: 'completed';
  /** Pause that the server asked for, for the whole host. */
  hostPauseSeconds: number;
  /** The answer was 503: it concerns the feed or page, unless every answer of the host is 503. */
  unavailable?: { retryAfterSeconds: number | null } | null;
  /**
   * When the last byte arrived; now, when absent. The pause counts from there, however long the processing
   * takes.
   */
  endedAt?: Date;
  /** When the feed or page is due again; null when it is not, absent when only the database can say. */
  dueAt?: Date | null;
}
