import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { PLACES } from '../places.js';

/** Time within which the second key of a pair must come, in milliseconds. */
const PAIR_MS = 1500;

/** Keys for the whole console. Returns the dialog that explains them. */
export function useShortcuts(): RefObject<HTMLDialogElement> {
  const help = useRef<HTMLDialogElement>(null);
  const [, go] = useLocation();
  useEffect(() => {
    let goneAt = 0;
    const press = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, textarea, select, dialog') !== null;
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      const place = PLACES.find(({ key }) => key === event.key);
      if (event.key === '/') {
        event.preventDefault();
        const field = document.querySelector<HTMLInputElement>('input[type=search]');
        if (field) field.focus();
        else go('/articles?focus=search');
      } else if (event.key === '?') help.current?.showModal();
      else if (place !== undefined && event.timeStamp - goneAt < PAIR_MS) go(place.href);
      goneAt = event.key === 'g' ? event.timeStamp : 0;
    };
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('keydown', press);
    };
  }, [go]);
  return help;
}

export function KeyHelp({ help }: { help: RefObject<HTMLDialogElement> }) {
  return (
    <dialog ref={help} aria-label="Keys">
      <h2>Keys</h2>
      <dl class="facts">
        <dt>
          <kbd>/</kbd>
        </dt>
        <dd>search</dd>
        <dt>
          <kbd>g</kbd> then <kbd>{PLACES.map(({ key }) => key).join(' ')}</kbd>
        </dt>
        <dd>go to {PLACES.map(({ label }) => label).join(', ')}</dd>
        <dt>
          <kbd>↑</kbd> <kbd>↓</kbd>
        </dt>
        <dd>from row to row in a list</dd>
        <dt>
          <kbd>←</kbd> <kbd>→</kbd>
        </dt>
        <dd>from tab to tab</dd>
      </dl>
      <form method="dialog">
        <button>Close</button>
      </form>
    </dialog>
  );
}
