import {
  observeWindowOffset,
  observeWindowRect,
  Virtualizer,
  windowScroll,
  type PartialKeys,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

type Options = VirtualizerOptions<Window, HTMLElement>;
type Given = PartialKeys<
  Options,
  'getScrollElement' | 'observeElementRect' | 'observeElementOffset' | 'scrollToFn'
>;

/** The kept library's virtual list on the scroll of the window, as its own bindings for other frameworks do it. */
export function useWindowVirtualizer(given: Given): Virtualizer<Window, HTMLElement> {
  const [, render] = useReducer((n: number) => n + 1, 0);
  const options: Options = {
    getScrollElement: () => window,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    initialOffset: () => window.scrollY,
    ...given,
    onChange: () => {
      render(0);
    },
  };
  const [list] = useState(() => new Virtualizer(options));
  list.setOptions(options);
  useLayoutEffect(() => list._didMount(), [list]);
  useLayoutEffect(() => {
    list._willUpdate();
  });
  return list;
}
