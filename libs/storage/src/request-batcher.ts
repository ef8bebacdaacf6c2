/** Result of one request in a batch. */
export type RequestResult<Answer> = { value: Answer } | { error: unknown };

interface Waiting<Request, Answer> {
  request: Request;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/** Concurrent batches: the second one takes the requests that arrive while the first runs. */
const BATCHES_AT_ONCE = 2;

/**
 * Joins the requests of many callers into few round trips (group commit, DeWitt et al. 1984). Requests of one
 * turn of the event loop share a batch, and so do those that arrive while batches run. Each caller waits for
 * its own answer, so the order of its steps is kept.
 */
export class RequestBatcher<Request, Answer> {
  private waiting: Waiting<Request, Answer>[] = [];
  private running = 0;

  /**
   * `travel` answers the requests of a batch in order; what it throws is thrown to all callers of the batch.
   * `weigh` gives the weight of a request, of which a batch has a maximum.
   */
  constructor(
    private readonly runBatch: (requests: readonly Request[]) => Promise<readonly RequestResult<Answer>[]>,
    private readonly weightOf: (request: Request) => number = () => 1,
    private readonly maxWeight = 1_000,
  ) {}

  send(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      if (this.running >= BATCHES_AT_ONCE) return;
      this.running += 1;
      setImmediate(() => {
        void this.pump();
      });
    });
  }

  private async pump(): Promise<void> {
    while (this.waiting.length > 0) await this.runAndSettle(this.nextBatch());
    this.running -= 1;
  }

  /** A request above the maximum weight gets its own batch. */
  private nextBatch(): Waiting<Request, Answer>[] {
    let weight = 0;
    const beyond = this.waiting.findIndex(
      ({ request }) => (weight += this.weightOf(request)) > this.maxWeight,
    );
    return this.waiting.splice(0, beyond === -1 ? this.waiting.length : Math.max(1, beyond));
  }

  private async runAndSettle(trip: Waiting<Request, Answer>[]): Promise<void> {
    let ends: readonly RequestResult<Answer>[];
    try {
      ends = await this.runBatch(trip.map(({ request }) => request));
    } catch (error) {
      for (const { reject } of trip) reject(error);
      return;
    }
    trip.forEach(({ resolve, reject }, i) => {
      const end = ends[i] ?? { error: new Error('a trip came back without an answer') };
      if ('error' in end) reject(end.error);
      else resolve(end.value);
    });
  }
}
