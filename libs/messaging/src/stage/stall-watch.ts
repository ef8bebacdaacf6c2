/** How far a partition was read, and how far it goes. */
export interface PartitionProgress {
  partition: number;
  position: bigint;
  end: bigint;
}

/** Finds partitions that have something unread and have not moved for a time. */
export class StallWatch {
  private readonly seen = new Map<number, { position: bigint; movedAt: number }>();
  private readonly passed = new Map<number, bigint>();

  constructor(private readonly stallMs: number) {}

  /** Offsets before this one hold nothing to process: control records and aborted messages, which nobody commits. */
  passedUpTo(partition: number, offset: bigint): void {
    this.passed.set(partition, offset);
  }

  /** Partitions that stand still, each with the time for which it does, in milliseconds. Others are forgotten. */
  judge(now: number, progress: readonly PartitionProgress[]): Map<number, number> {
    const stalled = new Map<number, number>();
    for (const partition of this.seen.keys())
      if (!progress.some((p) => p.partition === partition)) this.seen.delete(partition);
    for (const { partition, position: committed, end } of progress) {
      const passed = this.passed.get(partition) ?? 0n;
      const position = passed > committed ? passed : committed;
      const before = this.seen.get(partition);
      if (before?.position !== position || position >= end) {
        this.seen.set(partition, { position, movedAt: now });
        continue;
      }
      const stillMs = now - before.movedAt;
      if (stillMs >= this.stallMs) stalled.set(partition, stillMs);
    }
    return stalled;
  }
}
