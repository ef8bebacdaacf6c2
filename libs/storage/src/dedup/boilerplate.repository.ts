import { mongo } from 'mongoose';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import type { Models } from '../models/models.js';
import type { BoilerplateRow, BoilerplateSnapshot, SnapshotHead, SnapshotTurn } from './boilerplate.types.js';
import { isDuplicateKey } from '../storage.errors.js';

const [pack, unpack] = [promisify(deflate), promisify(inflate)];
const HEAD = 'head';
/**
 * Bytes of a part before packing. It is far below the limit of a document and bounds how much is packed at
 * once.
 */
const PART_BYTES = 2 ** 20;
/** Parts of an unfinished snapshot are removed at this age, in milliseconds. */
const ORPHANED_MS = 3_600_000;

/** Parts of the snapshot are missing or damaged. A newer snapshot may have replaced it meanwhile. */
export class SnapshotUnreadable extends Error {
  readonly code = 'snapshot_unreadable';

  constructor(generation: string, options?: { cause?: unknown }) {
    super(`snapshot ${generation} of the boilerplate cannot be read`, options);
    this.name = 'SnapshotUnreadable';
  }
}

/**
 * The snapshot of the boilerplate counter that all replicas share. A writer stores the parts under a new
 * generation and then updates the head, but only if the head has not changed since. So nobody reads a
 * snapshot that was cut off or came second.
 */
export class BoilerplateRepository {
  constructor(private readonly models: Pick<Models, 'boilerplate'>) {}

  async head(): Promise<SnapshotHead | null> {
    const { generation, format, since, keptMs, bytes, parts } = (await this.headRow()) ?? {};
    if (!generation || !format || !since) return null;
    return { generation, format, since, keptMs: keptMs ?? 0, bytes: bytes ?? 0, parts: parts ?? 0 };
  }

  /** Reads the bytes of a snapshot. Throws SnapshotUnreadable. */
  async read({ generation, parts, bytes }: SnapshotHead): Promise<Uint8Array> {
    const all = new Uint8Array(bytes);
    let end = 0;
    for (let i = 0; i < parts; i++) {
      const row = await this.rows.findOne({ _id: partId(generation, i) });
      if (!row?.z) throw new SnapshotUnreadable(generation);
      const part = await unpack(row.z.buffer.subarray(0, row.z.position), {
        maxOutputLength: PART_BYTES,
      }).catch((cause: unknown) => {
        throw new SnapshotUnreadable(generation, { cause });
      });
      if (end + part.length > bytes) throw new SnapshotUnreadable(generation);
      all.set(part, end);
      end += part.length;
    }
    if (end !== bytes) throw new SnapshotUnreadable(generation);
    return all;
  }

  /**
   * Takes the turn to write a snapshot if the last turn is old enough. Of several replicas that ask at once,
   * one gets it.
   */
  async takeTurn(now: Date, leastMs: number): Promise<SnapshotTurn | null> {
    const head = await this.headRow();
    if (!head) return (await this.addHead(now)) ? { replaces: null } : null;
    if (now.getTime() - head.at.getTime() < leastMs) return null;
    const taken = await this.rows.updateOne({ _id: HEAD, at: head.at }, { $set: { at: now } });
    return taken.matchedCount === 1 ? { replaces: head.generation ?? null } : null;
  }

  /**
   * Writes the snapshot of a turn. Returns false when another snapshot was written meanwhile; that one then
   * stays.
   */
  async write({ replaces }: SnapshotTurn, snapshot: BoilerplateSnapshot, now: Date): Promise<boolean> {
    const { bytes, ...facts } = snapshot;
    const generation = randomUUID();
    const parts = Math.ceil(bytes.length / PART_BYTES);
    for (let i = 0; i < parts; i++) {
      const part = await pack(bytes.subarray(i * PART_BYTES, (i + 1) * PART_BYTES));
      await this.rows.insertOne({ _id: partId(generation, i), at: now, z: new mongo.Binary(part) });
    }
    const { matchedCount } = await this.rows.updateOne(
      { _id: HEAD, generation: replaces },
      { $set: { ...facts, generation, parts, bytes: bytes.length } },
    );
    const stands = matchedCount === 1;
    await this.removeParts(stands ? replaces : generation);
    if (stands) await this.removeOrphans(generation, now);
    return stands;
  }

  private get rows(): mongo.Collection<BoilerplateRow> {
    return this.models.boilerplate.collection as unknown as mongo.Collection<BoilerplateRow>;
  }

  private headRow(): Promise<BoilerplateRow | null> {
    return this.rows.findOne({ _id: HEAD });
  }

  private async addHead(now: Date): Promise<boolean> {
    try {
      await this.rows.insertOne({ _id: HEAD, at: now, generation: null });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  private async removeParts(generation: string | null): Promise<void> {
    if (generation === null) return;
    await this.rows.deleteMany({ _id: { $gte: `${generation}/`, $lt: `${generation}0` } });
  }

  /** Recent parts may belong to a snapshot that is being written or has just replaced this one. */
  private async removeOrphans(generation: string, now: Date): Promise<void> {
    const old = new Date(now.getTime() - ORPHANED_MS);
    const others = { $nin: [HEAD], $not: { $regex: `^${generation}/` } };
    await this.rows.deleteMany({ _id: others, at: { $lt: old } });
  }
}

/** In the order of ids, `0` follows `/`. */
const partId = (generation: string, i: number): string => `${generation}/${i}`;
