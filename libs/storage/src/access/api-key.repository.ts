import type { ApiKeyModel, Models } from '../models/models.js';
import { isDuplicateKey } from '../storage.errors.js';
import type { ApiKey } from './access.types.js';

/** The last use of a key is written down once in this time. */
const USE_STEP_MS = 60_000;

/** API keys. A revoked key stays, so that its name is never given to another. */
export class ApiKeyRepository {
  constructor(private readonly models: Pick<Models, 'apiKeys'>) {}

  /** False when a key has the name already. */
  async add({ keyId, ...key }: ApiKey): Promise<boolean> {
    try {
      await this.models.apiKeys.create({ _id: keyId, ...key });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Revoked keys too. */
  async get(keyId: string): Promise<ApiKey | null> {
    const row = await this.models.apiKeys.findById(keyId).lean<ApiKeyModel>();
    return row ? toKey(row) : null;
  }

  /** All keys by name, revoked ones too. */
  async list(): Promise<ApiKey[]> {
    const rows = await this.models.apiKeys.find().sort({ name: 1 }).lean<ApiKeyModel[]>();
    return rows.map(toKey);
  }

  async isEmpty(): Promise<boolean> {
    return (await this.models.apiKeys.exists({})) === null;
  }

  async noteUse({ keyId, lastUsedAt }: ApiKey, at: Date): Promise<void> {
    if (lastUsedAt && at.getTime() - lastUsedAt.getTime() < USE_STEP_MS) return;
    await this.models.apiKeys.updateOne({ _id: keyId }, { $max: { lastUsedAt: at } });
  }

  /** Revokes the key with the name or id. False when there is none that is not revoked. */
  async revoke(nameOrId: string, at: Date): Promise<boolean> {
    const named = { $or: [{ name: nameOrId }, { _id: nameOrId }], revokedAt: null };
    return (await this.models.apiKeys.updateOne(named, { $set: { revokedAt: at } })).modifiedCount === 1;
  }
}

function toKey({ _id, name, role, hash, createdAt, createdBy, lastUsedAt, revokedAt }: ApiKeyModel): ApiKey {
  return { keyId: _id, name, role, hash, createdAt, createdBy, lastUsedAt, revokedAt };
}
