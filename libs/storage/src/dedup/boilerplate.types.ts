import type { mongo } from 'mongoose';

/** What a replica knew of boilerplate, in the bytes of its counter; no text can be read from it. */
export interface BoilerplateSnapshot {
  /** What the bytes mean; a reader of another format must not read them. */
  format: string;
  /** All texts seen before are in it. */
  since: Date;
  /** How long texts are kept after they were seen, by the settings of the writer. */
  keptMs: number;
  bytes: Uint8Array;
}

/** The snapshot that stands: `parts` packed parts under one generation, `bytes` together once unpacked. */
export interface SnapshotHead extends Omit<BoilerplateSnapshot, 'bytes'> {
  generation: string;
  parts: number;
  bytes: number;
}

/** The right to write the next snapshot: in place of that generation, or of none. */
export interface SnapshotTurn {
  replaces: string | null;
}

/** A row of `dedup_boilerplate`: the head, or a part (`z`) under `<generation>/<number>`. */
export interface BoilerplateRow extends Partial<Omit<SnapshotHead, 'generation'>> {
  _id: string;
  /** When the last turn was taken, or the part was written. */
  at: Date;
  /** Null before the first snapshot. */
  generation?: string | null;
  z?: mongo.Binary;
}
