import type { ComponentChildren, RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { ask, type ApiProblem } from '../api/client.js';
import { asProblem } from '../api/use-query.js';
import { formText } from '../words/form-text.js';

interface Action {
  /** What the button says. */
  label: string;
  /** What will happen, in one sentence. A harmless action has none, and is not asked about. */
  warning?: string;
  /** Whether a reason must be typed; the request's body has it as `reason`. */
  wantsReason?: boolean;
  method?: 'POST' | 'DELETE';
  path: string;
  body?: Record<string, unknown>;
  onDone?: (answer: unknown) => void;
}

/** A button that changes something: asks before where that cannot be undone, and says what became of it. */
export function Act(action: Action) {
  const { label, warning, wantsReason = false, path, method = 'POST', body, onDone } = action;
  const dialog = useRef<HTMLDialogElement>(null);
  const [state, setState] = useState<'idle' | 'busy' | 'done' | ApiProblem>('idle');
  const act = (reason?: string) => {
    setState('busy');
    const given = reason === undefined ? body : { ...body, reason };
    ask(path, given === undefined ? { method } : { method, body: given }).then(
      (answer) => {
        setState('done');
        onDone?.(answer);
      },
      (error: unknown) => {
        setState(asProblem(error));
      },
    );
  };
  return (
    <span class="act">
      <button
        type="button"
        disabled={state === 'busy'}
        class={warning === undefined ? '' : 'grave'}
        onClick={() => {
          if (warning === undefined && !wantsReason) act();
          else dialog.current?.showModal();
        }}
      >
        {label}
      </button>
      <Outcome state={state} />
      <Question dialog={dialog} label={label} warning={warning} wantsReason={wantsReason} onYes={act} />
    </span>
  );
}

interface QuestionGiven {
  dialog: RefObject<HTMLDialogElement>;
  label: string;
  warning: string | undefined;
  wantsReason: boolean;
  onYes: (reason?: string) => void;
}

function Question({ dialog, label, warning, wantsReason, onYes }: QuestionGiven) {
  return (
    <dialog ref={dialog} aria-label={label}>
      <form
        method="dialog"
        onSubmit={(event) => {
          onYes(wantsReason ? formText(new FormData(event.currentTarget), 'reason') : undefined);
        }}
      >
        <p>{warning ?? label}</p>
        {wantsReason ? (
          <label>
            Reason <input name="reason" required maxLength={500} autoFocus />
          </label>
        ) : null}
        <div class="buttons">
          <button type="submit" class={warning === undefined ? 'main' : 'grave'}>
            {label}
          </button>
          <button
            type="button"
            onClick={() => {
              dialog.current?.close();
            }}
          >
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}

function Outcome({ state }: { state: 'idle' | 'busy' | 'done' | ApiProblem }): ComponentChildren {
  return (
    <span role="status" class={typeof state === 'object' ? 'problem' : 'quiet'}>
      {state === 'busy' ? 'under way …' : null}
      {state === 'done' ? 'done' : null}
      {typeof state === 'object' ? state.detail : null}
    </span>
  );
}
