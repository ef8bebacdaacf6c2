/** What became of one request of a shared trip. */
export type TripEnd<Answer> = { value: Answer } | { error: unknown };

interface Waiting<Request, Answer> {
  request: Request;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/** Trips under way at once: the second takes on what came while the first was on its way. */
const TRIPS_AT_ONCE = 2;

/**
 * Joins requests of many callers into few round trips (group commit, DeWitt et al. 1984): those that come in one turn of the event loop, or
 * while others are under way, go together. Each caller waits for its own answer, so the order of one caller's steps stays as it was.
 */
export class SharedTrips<Request, Answer> {
  private waiting: Waiting<Request, Answer>[] = [];
  private underWay = 0;

  /** `travel` answers each request in order; what it throws is thrown to all of the trip. `weigh`: what a request takes up of a trip. */
  constructor(
    private readonly travel: (requests: readonly Request[]) => Promise<readonly TripEnd<Answer>[]>,
    private readonly weigh: (request: Request) => number = () => 1,
    private readonly mostWeight = 1_000,
  ) {}

  ask(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      if (this.underWay >= TRIPS_AT_ONCE) return;
      this.underWay += 1;
      setImmediate(() => {
        void this.pump();
      });
    });
  }

  private async pump(): Promise<void> {
    while (this.waiting.length > 0) await this.make(this.load());
    this.underWay -= 1;
  }

  /** A request that is too heavy for any trip goes alone. */
  private load(): Waiting<Request, Answer>[] {
    let weight = 0;
    const beyond = this.waiting.findIndex(({ request }) => (weight += this.weigh(request)) > this.mostWeight);
    return this.waiting.splice(0, beyond === -1 ? this.waiting.length : Math.max(1, beyond));
  }

  private async make(trip: Waiting<Request, Answer>[]): Promise<void> {
    let ends: readonly TripEnd<Answer>[];
    try {
      ends = await this.travel(trip.map(({ request }) => request));
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
