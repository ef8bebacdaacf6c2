import { mongo } from 'mongoose';
import { RequestBatcher, type RequestResult } from './request-batcher.js';

interface WriteSummary {
  matchedCount: number;
  upsertedCount: number;
}

/** Joins the bulk writes of many callers. A batch is unordered, as each caller's own operations are. */
export class WriteBatcher<Operation> {
  private readonly batcher: RequestBatcher<readonly Operation[], boolean>;

  constructor(private readonly bulkWrite: (operations: Operation[]) => Promise<WriteSummary>) {
    this.batcher = new RequestBatcher(
      (requests) => this.writeBatch(requests),
      ({ length }) => length,
    );
  }

  /**
   * Resolves once written. Returns false when any update of the batch, perhaps another caller's, matched no
   * document; the caller must check its own. A refused operation rejects only its caller.
   */
  async write(operations: readonly Operation[]): Promise<boolean> {
    return operations.length === 0 ? true : this.batcher.send(operations);
  }

  private async writeBatch(requests: readonly (readonly Operation[])[]): Promise<RequestResult<boolean>[]> {
    const operations = requests.flat();
    try {
      const { matchedCount, upsertedCount } = await this.bulkWrite(operations);
      const value = matchedCount + upsertedCount === operations.length;
      return requests.map(() => ({ value }));
    } catch (error) {
      const refusals = refusalsIn(error);
      if (refusals === null) throw error;
      let next = 0;
      return requests.map(({ length }) => {
        const own = Array.from({ length }, () => refusals.get(next++)).find((found) => found !== undefined);
        return own === undefined ? { value: false } : { error: own };
      });
    }
  }
}

/** The failed operations by index, when the others were written; null when that is unknown. */
function refusalsIn(error: unknown): Map<number, unknown> | null {
  if (error instanceof mongo.MongoBulkWriteError) {
    const failures = [error.writeErrors].flat();
    if (failures.length === 0 || error.result.getWriteConcernError() !== undefined) return null;
    // The caller gets the driver's own error class, because callers use it to tell an outage from a refusal.
    return new Map(
      failures.map(({ index, code, errmsg }) => [index, new mongo.MongoServerError({ code, errmsg })]),
    );
  }
  if (error instanceof Error && error.name === 'MongooseBulkWriteError') {
    const results: unknown = Reflect.get(error, 'results');
    if (!Array.isArray(results)) return null;
    return new Map(results.flatMap((result: unknown, i) => (result instanceof Error ? [[i, result]] : [])));
  }
  return null;
}
