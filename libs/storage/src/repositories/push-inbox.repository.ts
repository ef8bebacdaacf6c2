import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { bufferOf } from '../binary-field.js';
import type { Models, PushModel } from '../models/models.js';
import { isDuplicateKey } from '../storage.errors.js';
import type { PushedDocument } from './websub.types.js';

const NEVER_LEASED = new Date(0);
const pack = promisify(gzip);
const unpack = promisify(gunzip);

/**
 * Bodies that hubs delivered, until a fetcher reads them. The hub got a success answer for each, so none may
 * be lost.
 */
export class PushInboxRepository {
  constructor(private readonly models: Pick<Models, 'pushes'>) {}

  /**
   * Stores a body. The same body again, while the first one waits, counts as the same delivery: a hub repeats
   * a delivery that got no answer.
   */
  async put(push: {
    callbackId: string;
    feedId: string;
    body: Buffer;
    contentType: string | null;
    now: Date;
  }): Promise<void> {
    const { callbackId, feedId, body, contentType, now } = push;
    const _id = createHash('sha256').update(`${callbackId}:`).update(body).digest('hex');
    const document = {
      callbackId,
      feedId,
      gzip: await pack(body),
      contentType,
      receivedAt: now,
      notBefore: now,
      attempts: 0,
      token: 0,
      leaseUntil: NEVER_LEASED,
    };
    try {
      await this.models.pushes.updateOne({ _id }, { $setOnInsert: document }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /**
   * The oldest body that no replica is reading, of a feed of which no replica reads a body: bodies of one
   * feed are read in order.
   */
  async lease(now: Date, leaseMs: number): Promise<PushedDocument | null> {
    const busy = await this.models.pushes.distinct('feedId', { leaseUntil: { $gt: now } });
    const found = await this.models.pushes
      .findOneAndUpdate(
        { leaseUntil: { $lte: now }, notBefore: { $lte: now }, feedId: { $nin: busy } },
        { $set: { leaseUntil: new Date(now.getTime() + leaseMs) }, $inc: { token: 1, attempts: 1 } },
        { sort: { receivedAt: 1 }, returnDocument: 'after' },
      )
      .lean<PushModel | null>();
    if (!found) return null;
    const { _id, gzip: packed, callbackId, feedId, contentType, receivedAt, attempts, token } = found;
    const body = await unpack(bufferOf(packed));
    return { pushId: _id, body, callbackId, feedId, contentType, receivedAt, attempts, token };
  }

  async done({ pushId, token }: Pick<PushedDocument, 'pushId' | 'token'>): Promise<void> {
    await this.models.pushes.deleteOne({ _id: pushId, token });
  }

  async retry({ pushId, token }: Pick<PushedDocument, 'pushId' | 'token'>, notBefore: Date): Promise<void> {
    await this.models.pushes.updateOne(
      { _id: pushId, token },
      { $set: { leaseUntil: NEVER_LEASED, notBefore } },
    );
  }

  async waiting(): Promise<number> {
    return this.models.pushes.countDocuments({});
  }
}
