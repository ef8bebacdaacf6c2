import type { ComponentChildren } from 'preact';
import type { Pages } from '../api/use-pages.js';
import { Empty, Failing, Skeleton } from './notice.js';
import { VirtualList } from './virtual-list.js';

interface Listed<T> {
  list: Pages<T>;
  /** What the list holds, as a sentence begins with it. */
  label: string;
  empty: ComponentChildren;
  keyOf: (item: T) => string;
  render: (item: T) => ComponentChildren;
  /** Height of a row in pixels before it is measured. */
  estimate?: number;
}

/** A list of the API in whatever state it is: on its way, failed, empty, or rows that go on as one scrolls. */
export function Listing<T>({ list, label, empty, estimate = 64, ...rows }: Listed<T>) {
  const { items, problem, isLoading, reload, more } = list;
  return (
    <>
      {problem ? <Failing problem={problem} what={label} retry={reload} /> : null}
      {isLoading ? <Skeleton lines={10} /> : null}
      {!isLoading && items.length === 0 && !problem ? <Empty>{empty}</Empty> : null}
      <VirtualList items={items} label={label} estimate={estimate} onEnd={more} {...rows} />
    </>
  );
}
