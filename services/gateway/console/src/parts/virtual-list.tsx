import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useWindowVirtualizer } from './use-window-virtualizer.js';

interface Listing<T> {
  items: readonly T[];
  keyOf: (item: T) => string;
  render: (item: T) => ComponentChildren;
  /** Height of a row in pixels before it is measured. */
  estimate: number;
  label: string;
  onEnd: () => void;
}

/** A list of any length of which only the rows in sight are in the document. Arrow keys go from row to row. */
export function VirtualList<T>({ items, keyOf, render, estimate, label, onEnd }: Listing<T>) {
  const box = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  // Anew each time: what stands above the list comes later than it, or goes.
  useLayoutEffect(() => {
    setMargin(box.current?.offsetTop ?? 0);
  });
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => estimate,
    overscan: 12,
    scrollMargin: margin,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= items.length - 15) onEnd();
  }, [last, items.length, onEnd]);
  return (
    <div
      ref={box}
      role="list"
      aria-label={label}
      class="rows"
      style={{ height: `${rows.getTotalSize()}px` }}
      onKeyDown={moveBetweenRows}
    >
      {shown.map(({ index, start }) => {
        const item = items[index];
        if (item === undefined) return null;
        return (
          <div
            key={keyOf(item)}
            ref={(element) => {
              rows.measureElement(element);
            }}
            role="listitem"
            data-index={index}
            class="row"
            style={{ transform: `translateY(${start - margin}px)` }}
          >
            {render(item)}
          </div>
        );
      })}
    </div>
  );
}

/** Up and down move the focus between the links of the rows. */
function moveBetweenRows(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = (event.target as HTMLElement).closest<HTMLElement>('.row');
  if (row === null || step === undefined) return;
  const index = Number(row.dataset.index) + step;
  const next = row.parentElement?.querySelector<HTMLElement>(`[data-index="${index}"] a`);
  if (!next) return;
  event.preventDefault();
  next.focus();
}
