import { AsyncLocalStorage } from 'node:async_hooks';
import { HttpError } from '@dateline/http';

/** Work on a document: a poll, a step of a search, or a pushed body. */
interface Visit {
  signal: AbortSignal;
  /** Ends its turn, once it has one. */
  end: (() => void) | null;
}

/**
 * Large documents are worked on one at a time, from parsing until their entries are recorded, so that memory never
 * holds the entries of two. Turns come in the order in which they are asked for.
 */
export class DocumentTurns {
  private readonly visits = new AsyncLocalStorage<Visit>();
  private last: Promise<undefined> = Promise.resolve(undefined);

  /** Does work that may take a turn. The turn ends with the work. */
  async during<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const visit: Visit = { signal, end: null };
    try {
      return await this.visits.run(visit, work);
    } finally {
      visit.end?.();
    }
  }

  /**
   * Waits until no other work has a turn. Null if there is nothing to wait for: work that has its turn keeps it, and
   * outside of `during` there are none.
   * @throws HttpError `aborted` if the work was given up meanwhile.
   */
  take(): Promise<void> | null {
    const visit = this.visits.getStore();
    return !visit || visit.end !== null ? null : this.wait(visit);
  }

  private async wait(visit: Visit): Promise<void> {
    const before = this.last;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.last = before.then(() => promise);
    visit.end = () => resolve(undefined);
    await before;
    if (visit.signal.aborted) throw new HttpError('aborted', 'given up before the document was read');
  }
}
