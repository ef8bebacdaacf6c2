import type { Models, RawPageModel } from '../models/models.js';

export interface RawPage {
  gzip: Buffer;
  bytes: number;
  contentType: string | null;
  url: string;
}

/** Pages as served, by content hash, until their retention ends. */
export class RawPageRepository {
  constructor(private readonly models: Pick<Models, 'rawPages'>) {}

  /** Idempotent; the same page again only stays longer. */
  async put(page: RawPage & { sha256: string; expiresAt: Date }): Promise<void> {
    const { sha256, expiresAt, ...fields } = page;
    await this.models.rawPages.updateOne(
      { _id: sha256 },
      { $setOnInsert: { ...fields, storedAt: new Date() }, $max: { expiresAt } },
      { upsert: true },
    );
  }

  async get(sha256: string): Promise<RawPage | null> {
    const found = await this.models.rawPages.findById(sha256).lean<RawPageModel>();
    if (!found) return null;
    const { gzip, bytes, contentType, url } = found;
    return { gzip: bufferOf(gzip), bytes, contentType, url };
  }
}

/** The driver gives binary fields of lean documents as its own Binary type. */
function bufferOf(value: Buffer | { buffer: Uint8Array }): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer);
}
