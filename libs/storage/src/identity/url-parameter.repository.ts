import { batchesOf } from '../batches.js';
import type { Models, UrlParameterModel } from '../models/models.js';
import type { NewUrlParameter, UrlParameter } from './url-parameter.types.js';

const MAX_LISTED = 1_000;

/** Query parameters that proved to select content at a host. Any replica learns them; all share them. */
export class UrlParameterRepository {
  constructor(private readonly models: Pick<Models, 'urlParameters'>) {}

  /**
   * Names (lower case) by host in identity form: parameters that belong to an address's identity, and those
   * that an operator dismissed.
   */
  async rulesAt(
    hosts: readonly string[],
  ): Promise<Record<'significant' | 'dismissed', Map<string, Set<string>>>> {
    const rules = { significant: new Map<string, Set<string>>(), dismissed: new Map<string, Set<string>>() };
    for (const batch of batchesOf([...new Set(hosts)])) {
      const rows = await this.models.urlParameters
        .find({ host: { $in: batch } }, { host: 1, name: 1, state: 1 })
        .lean<Pick<UrlParameterModel, 'host' | 'name' | 'state'>[]>();
      for (const { host, name, state } of rows) {
        const names = state === 'significant' ? rules.significant : rules.dismissed;
        names.set(host, (names.get(host) ?? new Set()).add(name));
      }
    }
    return rules;
  }

  /** Idempotent: the first proof stays, and an operator's ruling is never overwritten. */
  async learn(parameters: readonly NewUrlParameter[], at: Date): Promise<void> {
    if (parameters.length === 0) return;
    const operations = parameters.map((parameter) => ({
      updateOne: {
        filter: { _id: idOf(parameter) },
        update: { $setOnInsert: { ...parameter, state: 'significant', learnedAt: at, ruledAt: null } },
        upsert: true,
      },
    }));
    await this.models.urlParameters.bulkWrite(operations as never, { ordered: false });
  }

  /** Learned parameters, latest first, of one host or of all. */
  async list(host: string | null = null): Promise<UrlParameter[]> {
    const rows = await this.models.urlParameters
      .find(host === null ? {} : { host })
      .sort({ learnedAt: -1, _id: 1 })
      .limit(MAX_LISTED)
      .lean<UrlParameterModel[]>();
    return rows.map(toParameter);
  }

  /**
   * Stores an operator's ruling, which evidence cannot change. Null when nothing was learned under the name.
   */
  async rule(
    { host, name }: Pick<UrlParameter, 'host' | 'name'>,
    state: UrlParameter['state'],
    at: Date,
  ): Promise<UrlParameter | null> {
    const row = await this.models.urlParameters
      .findOneAndUpdate(
        { _id: idOf({ host, name }) },
        { $set: { state, ruledAt: at } },
        { returnDocument: 'after' },
      )
      .lean<UrlParameterModel>();
    return row ? toParameter(row) : null;
  }
}

const idOf = ({ host, name }: Pick<UrlParameter, 'host' | 'name'>) => `${host} ${name}`;

function toParameter({
  host,
  name,
  proof,
  feedId,
  state,
  learnedAt,
  ruledAt,
}: UrlParameterModel): UrlParameter {
  return { host, name, proof, feedId, state, learnedAt, ruledAt };
}
