import type { OperatorChange } from '@dateline/contracts';
import type { NewChange, OperatorChangeRepository } from '@dateline/storage';

type Outcome = OperatorChange['outcome'];

/** The facts about a change before it is made. */
export type AnnouncedChange = Omit<NewChange, 'at'>;

/** The audit log: a line is written before the change, and gets its outcome after it. */
export class ChangeLog {
  constructor(
    private readonly changes: Pick<OperatorChangeRepository, 'begin' | 'end'>,
    private readonly now: () => Date,
  ) {}

  /**
   * Makes the change, but only if its line can be written. `outcomeOf` judges what the work returns or
   * throws.
   */
  async record<T>(
    change: AnnouncedChange,
    work: () => Promise<T>,
    outcomeOf: (end: { value: T } | { error: unknown }) => Outcome,
  ): Promise<T> {
    const id = await this.changes.begin({ ...cut(change), at: this.now() });
    try {
      const value = await work();
      await this.changes.end(id, outcomeOf({ value }), this.now());
      return value;
    } catch (error) {
      // If this fails too, the line is published with an unknown outcome.
      await this.changes.end(id, outcomeOf({ error }), this.now()).catch(() => undefined);
      throw error;
    }
  }
}

/** Texts from callers, within the limits of the contract. */
function cut({ target, reason, onBehalfOf, ...change }: AnnouncedChange): AnnouncedChange {
  return {
    ...change,
    target: target?.slice(0, 8192) ?? null,
    reason: reason?.slice(0, 1000) ?? null,
    onBehalfOf: onBehalfOf?.slice(0, 200) ?? null,
  };
}
