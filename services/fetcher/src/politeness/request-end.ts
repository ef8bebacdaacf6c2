/** How a request of a host's turn ended, for the loop over hosts. */
export type RequestEnd =
  /** The request was given up: nothing was recorded, and the feed or page stays due. */
  { kind: 'aborted' } | CompletedRequest;

/** A request that was answered, failed, or was not needed. */
export interface CompletedRequest {
  kind: 'completed';
  /** Pause of the whole host that the server asked for. */
  hostPauseSeconds: number;
  /** The answer was 503: said of the feed or page, unless all of the host say it. */
  unavailable?: { retryAfterSeconds: number | null } | null;
  /** When the last byte arrived: the pause counts from there, whatever time the processing takes. Now, when absent. */
  endedAt?: Date;
  /** When the feed or page is due again; null when it is not, absent where only the store can say. */
  dueAt?: Date | null;
}
