import { batchesOf } from '../batches.js';
import type { Models, ParameterCheckModel } from '../models/models.js';
import { isDuplicateKey } from '../storage.errors.js';
import type { CheckVerdict, ParameterCheck, ParameterSuspicion } from './parameter-check.types.js';

const DAY_MS = 86_400_000;
/** A host is checked at most once in this time. */
const HOST_MS = DAY_MS;
/** A parameter that was checked is not checked again for this time. */
const NAME_MS = 30 * DAY_MS;
const MAX_VERDICTS = 50;
const MAX_FEEDS = 10;

/**
 * Checks whether parameters that the rules drop select content: one row for each host, so that their number and
 * the requests to a host are bounded.
 */
export class ParameterCheckRepository {
  constructor(private readonly models: Pick<Models, 'parameterChecks'>) {}

  /**
   * Has hosts checked, from `dueAt` on, that are not checked already and whose parameters are not known from a
   * check.
   */
  async suspect(suspicions: readonly ParameterSuspicion[], at: Date, dueAt = at): Promise<void> {
    const byHost = new Map(suspicions.map((suspicion) => [suspicion.host, suspicion]));
    for (const batch of batchesOf([...byHost.keys()])) {
      const rows = await this.models.parameterChecks
        .find({ _id: { $in: batch } }, { dueAt: 1, endedAt: 1, verdicts: 1 })
        .lean<ParameterCheckModel[]>();
      const known = new Map(rows.map((row) => [row._id, row]));
      for (const host of batch) {
        const suspicion = byHost.get(host);
        const row = known.get(host);
        if (suspicion && isOpen(suspicion, row, at)) await this.begin(suspicion, row?.endedAt ?? null, dueAt);
      }
    }
  }

  /** Leases the check that has been due longest; null if none is. */
  async takeDue<Sighting>(now: Date, leaseMs: number): Promise<ParameterCheck<Sighting> | null> {
    const dueAt = new Date(now.getTime() + leaseMs);
    const row = await this.models.parameterChecks
      .findOneAndUpdate(
        { dueAt: { $lte: now } },
        { $set: { dueAt } },
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      .lean<ParameterCheckModel>();
    if (!row) return null;
    const { _id: host, names, urls, feedIds, sightings, failures } = row;
    const [a = '', b = ''] = urls;
    return { host, names, urls: [a, b], feedIds, sightings: sightings as Sighting[], failures, dueAt };
  }

  /** Stores what was seen, and when the next look is due; nothing if another replica has the check by now. */
  async keep({ host, dueAt, sightings, failures }: ParameterCheck, nextAt: Date): Promise<void> {
    await this.models.parameterChecks.updateOne(
      { _id: host, dueAt },
      { $set: { sightings, failures, dueAt: nextAt } },
    );
  }

  /** Ends a check. Its row stays for a time as the memory of its verdict. */
  async end({ host, dueAt, names }: ParameterCheck, verdict: CheckVerdict, at: Date): Promise<void> {
    const row = await this.models.parameterChecks.findOne({ _id: host, dueAt }).lean<ParameterCheckModel>();
    if (!row) return;
    const before = row.verdicts.filter(({ name }) => !names.includes(name));
    const verdicts = [...before, ...names.map((name) => ({ name, verdict, at }))].slice(-MAX_VERDICTS);
    const expiresAt = new Date(at.getTime() + NAME_MS);
    await this.models.parameterChecks.updateOne(
      { _id: host, dueAt },
      { $set: { dueAt: null, sightings: [], verdicts, endedAt: at, expiresAt } },
    );
  }

  private async begin(
    { host, feedIds, ...suspicion }: ParameterSuspicion,
    endedAt: Date | null,
    dueAt: Date,
  ): Promise<void> {
    const begun = {
      ...suspicion,
      feedIds: [...new Set(feedIds)].slice(0, MAX_FEEDS),
      sightings: [],
      failures: 0,
      dueAt,
      expiresAt: null,
    };
    try {
      await this.models.parameterChecks.updateOne(
        { _id: host, dueAt: null, endedAt },
        { $set: begun, $setOnInsert: { verdicts: [] } },
        { upsert: true },
      );
    } catch (error) {
      // Another replica began a check of the host.
      if (!isDuplicateKey(error)) throw error;
    }
  }
}

function isOpen({ names }: ParameterSuspicion, row: ParameterCheckModel | undefined, at: Date): boolean {
  if (!row) return true;
  if (row.dueAt !== null) return false;
  const isPast = (time: Date | null, ms: number) => time === null || at.getTime() - time.getTime() >= ms;
  const known = new Map(row.verdicts.map(({ name, at: judgedAt }) => [name, judgedAt]));
  return isPast(row.endedAt, HOST_MS) && names.some((name) => isPast(known.get(name) ?? null, NAME_MS));
}
