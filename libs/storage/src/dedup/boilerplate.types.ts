import type { mongo } from 'mongoose';

/** What a replica knows of boilerplate, as the bytes of its counter. The text cannot be recovered from it. */
export interface BoilerplateSnapshot {
  /** Format of the bytes. A reader of another format must not read them. */
  format: string;
  /** The snapshot contains all texts seen before this time. */
  since: Date;
  /** How long the writer's settings keep a text after it was seen. */
  keptMs: number;
  bytes: Uint8Array;
}

/** The current snapshot: `parts` packed parts under one generation; `bytes` is their unpacked total. */
export interface SnapshotHead extends Omit<BoilerplateSnapshot, 'bytes'> {
  generation: string;
  parts: number;
  bytes: number;
}

/** The right to write the next snapshot: it replaces that generation, or is the first. */
export interface SnapshotTurn {
  replaces: string | null;
}

/** A row of `dedup_boilerplate`: the head, or a part (`z`) under `<generation>/<number>`. */
export interface BoilerplateRow extends Partial<Omit<SnapshotHead, 'generation'>> {
  _id: string;
  /** Time of the last turn, or of the part's write. */
  at: Date;
  /** Null before the first snapshot. */
  generation?: string | null;
  z?: mongo.Binary;
}
