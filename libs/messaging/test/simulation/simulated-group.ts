import type { Line } from './line.js';
import type { SimulatedBroker } from './simulated-broker.js';

/** A member as the coordinator sees it. */
export interface GroupMember {
  line: Line;
  /** False once it was closed. */
  running: boolean;
  /** Takes a new generation over, with the partitions that fall to the member. */
  assign: (generation: number, partitions: number[]) => void;
}

/** The coordinator of one consumer group on one topic: who holds which partitions, in which generation. */
export class SimulatedGroup {
  private readonly members = new Set<GroupMember>();
  /** Grows with each rebalance. */
  generation = 0;
  private rebalancing = false;

  constructor(
    private readonly broker: SimulatedBroker,
    private readonly input: { partitions: number; sessionMs: number },
  ) {}

  join(member: GroupMember): void {
    this.members.add(member);
    this.rebalance();
  }

  /** A member goes. If it cannot say so, it is removed when its session ends. */
  leave(member: GroupMember): void {
    this.broker.time.after(member.line.state === 'up' ? 0 : this.input.sessionMs, () => this.remove(member));
  }

  private remove(member: GroupMember): void {
    if (this.members.delete(member)) this.rebalance();
  }

  /** A member that is cut off is removed after its session, and joins again when its line is back. */
  lineChanged(member: GroupMember): void {
    const { time } = this.broker;
    if (member.line.state === 'up') {
      time.after(time.between(1, 200), () => {
        if (member.line.state === 'up' && member.running) this.join(member);
      });
      return;
    }
    time.after(this.input.sessionMs, () => {
      if (member.line.state !== 'up') this.remove(member);
    });
  }

  private rebalance(): void {
    if (this.rebalancing) return;
    this.rebalancing = true;
    const { time } = this.broker;
    time.after(time.between(1, 60), () => {
      this.rebalancing = false;
      this.generation += 1;
      const present = [...this.members];
      const first = time.between(0, Math.max(0, present.length - 1));
      for (const [i, member] of present.entries()) {
        const share = (partition: number) => (partition + first) % present.length === i;
        const partitions = Array.from({ length: this.input.partitions }, (_, p) => p).filter(share);
        // A member that cannot be reached goes on with what it had: a zombie.
        if (member.line.state === 'up') member.assign(this.generation, partitions);
      }
    });
  }
}
