import { SIMILARITY_RULES, type DaySpread } from '@dateline/similarity';
import { SnapshotUnreadable, type BoilerplateRepository, type SnapshotHead } from '@dateline/storage';

/** Tries to read a snapshot with missing parts: another replica may just have stored the next one. */
const TRIES = 3;
const MEMORY_MS = SIMILARITY_RULES.hotMemoryDays * 86_400_000;

export type Restored = { head: SnapshotHead } | { refused: string };

/** Fills the counter from the stored snapshot, or returns why this version cannot continue from it. */
export async function restoreSnapshot(
  snapshots: Pick<BoilerplateRepository, 'head' | 'read'>,
  hot: DaySpread,
  now: Date,
): Promise<Restored> {
  for (let attempt = 1; ; attempt += 1) {
    const head = await snapshots.head();
    if (!head) return { refused: 'there is no snapshot' };
    if (head.format !== hot.format) return { refused: `the snapshot has ${head.format}, not ${hot.format}` };
    // The counter stores days modulo a circle. Days older than its memory would be read as other days.
    if (now.getTime() - head.since.getTime() > MEMORY_MS)
      return { refused: `the snapshot ends at ${head.since.toISOString()}, before all that is remembered` };
    try {
      hot.restore(cellsOf(await snapshots.read(head)));
      return { head };
    } catch (error) {
      if (!(error instanceof SnapshotUnreadable || error instanceof RangeError)) throw error;
      if (attempt === TRIES) return { refused: error.message };
    }
  }
}

/** Converts the counter's cells to bytes and back. */
export const bytesOf = (cells: Uint16Array): Uint8Array =>
  new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength);

const cellsOf = (bytes: Uint8Array): Uint16Array =>
  new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Uint16Array.BYTES_PER_ELEMENT);
