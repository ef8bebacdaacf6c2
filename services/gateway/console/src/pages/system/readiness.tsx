import { useEffect, useState } from 'preact/hooks';
import { useRefresh } from '../../api/use-query.js';
import { Badge } from '../../parts/badge.js';

interface Part {
  name: string;
  ready: boolean;
  detail?: string;
}

/** The gateway's own word on itself. It answers 503 where it is not ready, with the same body. */
export function Readiness() {
  const [parts, setParts] = useState<Part[] | null>(null);
  const [turn, setTurn] = useState(0);
  useRefresh(15_000, () => {
    setTurn((n) => n + 1);
  });
  useEffect(() => {
    fetch('/health/ready', { headers: { accept: 'application/json' } })
      .then(async (answer) => partsOf(await answer.json()))
      .then(setParts, () => {
        setParts([{ name: 'gateway', ready: false, detail: 'it does not answer' }]);
      });
  }, [turn]);
  if (parts === null) return null;
  return (
    <section aria-labelledby="ready">
      <h2 id="ready">Gateway</h2>
      <ul class="plain-list">
        {parts.map(({ name, ready, detail }) => (
          <li key={name}>
            <Badge tone={ready ? 'good' : 'bad'}>{ready ? 'ready' : 'not ready'}</Badge> {name}
            {detail === undefined ? '' : `: ${detail}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function partsOf(told: unknown): Part[] {
  const { checks = {} } = (told ?? {}) as { checks?: Record<string, { ready: boolean; detail?: string }> };
  return Object.entries(checks).map(([name, check]) => ({ name, ...check }));
}
