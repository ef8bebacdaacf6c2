/** How many streams a replica serves. */
export interface SeatLimits {
  all: number;
  /** Of one client (an IP address). */
  perClient: number;
}

/** Counts open streams, so that one client, or all of them, cannot use up a replica. */
export class StreamSeats {
  private readonly taken = new Map<string, number>();
  private open = 0;

  constructor(private readonly limits: SeatLimits) {}

  /** `full`: no seat for anybody; `too_many`: none for this client. Otherwise gives the seat back when called. */
  take(client: string): 'full' | 'too_many' | (() => void) {
    const own = this.taken.get(client) ?? 0;
    if (this.open >= this.limits.all) return 'full';
    if (own >= this.limits.perClient) return 'too_many';
    this.open++;
    this.taken.set(client, own + 1);
    let isTaken = true;
    return () => {
      if (isTaken) this.giveBack(client);
      isTaken = false;
    };
  }

  private giveBack(client: string): void {
    const left = (this.taken.get(client) ?? 1) - 1;
    this.open--;
    if (left === 0) this.taken.delete(client);
    else this.taken.set(client, left);
  }
}
