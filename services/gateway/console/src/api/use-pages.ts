import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ask, withQuery, type ApiProblem } from './client.js';
import type { Page } from './types.js';
import { asProblem } from './use-query.js';

export interface Pages<T> {
  items: T[];
  problem: ApiProblem | null;
  isLoading: boolean;
  /** Asks for the next page unless one is on its way. */
  more: () => void;
  reload: () => void;
}

/** Reads a list page by page. `path` is without its cursor, which the API calls `cursor` or `after`. */
export function usePages<T>(path: string, cursorName: 'cursor' | 'after'): Pages<T> {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<Page<T> & { isRead: boolean }>(NOTHING);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const busy = useRef<AbortController | null>(null);
  const read = useCallback(
    (cursor: string | null) => {
      busy.current?.abort();
      const ending = new AbortController();
      busy.current = ending;
      ask<Page<T>>(withQuery(path, { [cursorName]: cursor }), { signal: ending.signal })
        .then(
          ({ items, next }) => {
            setProblem(null);
            setState((before) => ({
              items: cursor === null ? items : [...before.items, ...items],
              next,
              isRead: true,
            }));
          },
          (error: unknown) => {
            if (!ending.signal.aborted) setProblem(asProblem(error));
          },
        )
        .finally(() => {
          if (busy.current === ending) busy.current = null;
        });
    },
    [path, cursorName],
  );
  useEffect(() => {
    setState(NOTHING);
    setProblem(null);
    read(null);
    return () => {
      busy.current?.abort();
    };
  }, [read, turn]);
  const more = useCallback(() => {
    if (busy.current === null && state.next !== null) read(state.next);
  }, [read, state.next]);
  const reload = useCallback(() => {
    setTurn((n) => n + 1);
  }, []);
  const { items, isRead } = state;
  return { items, problem, isLoading: !isRead && problem === null, more, reload };
}

const NOTHING = { items: [], next: null, isRead: false };
