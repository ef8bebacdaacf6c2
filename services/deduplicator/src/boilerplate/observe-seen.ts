import { UnknownSketchFormat, unpackSketch, type DaySpread } from '@dateline/similarity';
import type { DedupStore, SeenSketch, SeenSpan } from '@dateline/storage';
import { setImmediate as turn } from 'node:timers/promises';

/** Number of texts that are observed at once: some milliseconds, after which decisions can run. */
const BATCH = 500;

export interface SeenTexts {
  store: Pick<DedupStore, 'sketchesSeen'>;
  hot: DaySpread;
  signal: AbortSignal;
  /** Called after each batch with the number of texts read so far. */
  onProgress?: (texts: number) => void;
}

/**
 * Observes the texts that were seen in a span, whichever replica decided them. Observing a text again changes
 * nothing. Returns how many there were, and how many of another format were left out. Rejects when the signal
 * is aborted.
 */
export async function observeSeen(
  span: SeenSpan,
  { store, hot, signal, onProgress }: SeenTexts,
): Promise<{ texts: number; unread: number }> {
  const seen = { texts: 0, unread: 0 };
  for await (const batch of store.sketchesSeen(span, BATCH)) {
    signal.throwIfAborted();
    for (const text of batch) if (!observe(text, hot)) seen.unread += 1;
    seen.texts += batch.length;
    onProgress?.(seen.texts);
    await turn();
  }
  signal.throwIfAborted();
  return seen;
}

/** False for a sketch in the format of another version. */
function observe({ body, publishedAt }: SeenSketch, hot: DaySpread): boolean {
  try {
    hot.observe(unpackSketch(body, []), publishedAt);
    return true;
  } catch (error) {
    if (error instanceof UnknownSketchFormat) return false;
    throw error;
  }
}
