import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiProblem, ask } from './client.js';

export interface Query<T> {
  /** The last answer, also while a newer one is on its way or was not to be had. */
  data: T | null;
  /** Why the last question for this path has no answer. */
  problem: ApiProblem | null;
  reload: () => void;
}

/** Last answers by path, so that going back shows at once what was there. */
const remembered = new Map<string, unknown>();
const REMEMBERED = 50;

/** Asks for a path, again when it changes and every `refreshMs` while the tab is seen. A null path asks for nothing. */
export function useQuery<T>(path: string | null, refreshMs = 0): Query<T> {
  const [turn, setTurn] = useState(0);
  const [failure, setFailure] = useState<{ path: string; problem: ApiProblem } | null>(null);
  const [answer, setAnswer] = useState<{ path: string; data: T } | null>(null);
  useEffect(() => {
    if (path === null) return undefined;
    const ending = new AbortController();
    ask<T>(path, { signal: ending.signal }).then(
      (data) => {
        remember(path, data);
        setFailure(null);
        setAnswer({ path, data });
      },
      (error: unknown) => {
        if (!ending.signal.aborted) setFailure({ path, problem: asProblem(error) });
      },
    );
    return () => {
      ending.abort();
    };
  }, [path, turn]);
  const reload = useCallback(() => {
    setTurn((n) => n + 1);
  }, []);
  useRefresh(path === null ? 0 : refreshMs, reload);
  const known = path === null ? undefined : (remembered.get(path) as T | undefined);
  const data = answer?.path === path ? answer.data : (known ?? null);
  return { data, problem: failure?.path === path ? failure.problem : null, reload };
}

function remember(path: string, data: unknown): void {
  remembered.delete(path);
  remembered.set(path, data);
  const oldest = remembered.keys().next().value;
  if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
}

/** Calls back every `ms` while the tab is seen; never for 0. */
export function useRefresh(ms: number, callback: () => void): void {
  const latest = useRef(callback);
  latest.current = callback;
  useEffect(() => {
    if (ms === 0) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') latest.current();
    }, ms);
    return () => {
      clearInterval(timer);
    };
  }, [ms]);
}

export const asProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem(0, String(error));
