import { createContext, type ComponentChildren } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { useRefresh } from '../api/use-query.js';
import { exactTime, relativeTime } from '../words/times.js';

const Clock = createContext(Date.now());

/** Gives the time of now to all times on the page, anew every half minute. */
export function ClockProvider({ children }: { children: ComponentChildren }) {
  const [now, setNow] = useState(Date.now());
  useRefresh(30_000, () => {
    setNow(Date.now());
  });
  return <Clock.Provider value={now}>{children}</Clock.Provider>;
}

export const useNow = () => useContext(Clock);

/** A moment as people say it, with the exact one in the viewer's zone on hover and for screen readers. */
export function When({ at, none = 'never' }: { at: string | null | undefined; none?: string }) {
  const now = useNow();
  if (!at) return <span class="quiet">{none}</span>;
  return (
    <time dateTime={at} title={exactTime(at)}>
      {relativeTime(at, now)}
    </time>
  );
}
