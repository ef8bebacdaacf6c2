import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { ApiProblem } from '../api/client.js';

/** Grey lines in the shape of what comes. They appear after 300 ms only, so that a quick answer does not flicker. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  const [isShown, show] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      show(true);
    }, 300);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  if (!isShown) return null;
  return (
    <div class="skeleton" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} />
      ))}
    </div>
  );
}

/** What failed, what to do, and how to try again. */
export function Failing({ problem, what, retry }: { problem: ApiProblem; what: string; retry?: () => void }) {
  const isForbidden = problem.status === 401 || problem.status === 403;
  return (
    <div class="notice bad" role="alert">
      <p>
        <strong>{isForbidden ? `${what} need a key.` : `${what} could not be read.`}</strong> {problem.detail}
      </p>
      <p>
        {isForbidden ? <Link href="/settings">Give your API key</Link> : null}
        {retry && !isForbidden ? <button onClick={retry}>Try again</button> : null}
      </p>
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="notice">{children}</div>;
}
