import type { JobModel, Models } from '../models/models.js';
import { isDuplicateKey } from '../storage.errors.js';

/** Name of the report of the fetchers on whether they take on new work. */
export const INTAKE_REPORT = 'intake';

/** Work that is done by one replica at a time, at its time. */
export class JobRepository {
  constructor(private readonly models: Pick<Models, 'jobs'>) {}

  /** Whether the caller is to do the job now. If it dies meanwhile, the job is due again when the lease (ms) has passed. */
  async take(
    name: string,
    holder: string,
    { now, leaseMs }: { now: Date; leaseMs: number },
  ): Promise<boolean> {
    const dueAt = new Date(now.getTime() + leaseMs);
    try {
      const { matchedCount, upsertedCount } = await this.models.jobs.updateOne(
        { _id: name, dueAt: { $lte: now } },
        { $set: { holder, dueAt } },
        { upsert: true },
      );
      return matchedCount + upsertedCount === 1;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Keeps what a run found, for all replicas to show. */
  async keepReport(name: string, report: object): Promise<void> {
    await this.models.jobs.updateOne(
      { _id: name },
      { $set: { report }, $setOnInsert: { holder: '', dueAt: new Date(0) } },
      { upsert: true },
    );
  }

  /** What the last run found; null before the first. */
  async lastReport<Report>(name: string): Promise<Report | null> {
    const job = await this.models.jobs.findById(name).lean<JobModel>();
    return (job?.report as Report | undefined) ?? null;
  }

  /** Ends what was taken. Does nothing if another holder has taken it over since. */
  async done(name: string, holder: string, nextAt: Date): Promise<void> {
    await this.models.jobs.updateOne({ _id: name, holder }, { $set: { dueAt: nextAt } });
  }
}
