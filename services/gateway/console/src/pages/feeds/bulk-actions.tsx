import { useRef, useState } from 'preact/hooks';
import { ask } from '../../api/client.js';
import { asProblem } from '../../api/use-query.js';
import { counted } from '../../words/numbers.js';

const ACTIONS = { fetch: 'Fetch now', pause: 'Pause', resume: 'Resume' } as const;
type Action = keyof typeof ACTIONS;

/** What is done to each of the chosen feeds, one after another: progress is shown, and it can be stopped. */
export function BulkActions({ chosen, onDone }: { chosen: readonly string[]; onDone: () => void }) {
  const [progress, setProgress] = useState<string | null>(null);
  const ending = useRef<AbortController | null>(null);
  if (chosen.length === 0) return progress === null ? null : <span role="status">{progress}</span>;
  const run = async (action: Action) => {
    const reason =
      action === 'pause' ? prompt(`Why are ${counted(chosen.length, 'feed')} paused?`) : undefined;
    if (reason === null) return;
    const { signal } = (ending.current = new AbortController());
    const failed: string[] = [];
    let asked = 0;
    for (const id of chosen) {
      if (signal.aborted) break;
      setProgress(`${ACTIONS[action]}: ${asked} of ${chosen.length}`);
      const body = reason === undefined ? {} : { body: { reason } };
      await ask(`/feeds/${id}/${action}`, { method: 'POST', signal, ...body }).catch((error: unknown) => {
        if (!signal.aborted) failed.push(asProblem(error).detail);
      });
      asked += 1;
    }
    const end = signal.aborted ? `stopped after ${asked} of ${chosen.length}` : 'done';
    const first = failed[0];
    setProgress(
      first === undefined
        ? `${ACTIONS[action]}: ${end}`
        : `${counted(failed.length, 'feed')} not changed: ${first}`,
    );
    ending.current = null;
    onDone();
  };
  return (
    <span class="bulk">
      {counted(chosen.length, 'feed')} chosen:
      {(Object.keys(ACTIONS) as Action[]).map((action) => (
        <button
          key={action}
          type="button"
          disabled={ending.current !== null}
          onClick={() => void run(action)}
        >
          {ACTIONS[action]}
        </button>
      ))}
      {ending.current === null ? null : (
        <button type="button" onClick={() => ending.current?.abort()}>
          Stop
        </button>
      )}
      <span role="status">{progress}</span>
    </span>
  );
}
