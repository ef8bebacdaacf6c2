import { publicMessages, type Finding } from './checks.ts';
import type { Facts } from './facts.ts';
import type { FaultRecord } from './storm.ts';

const SHOWN = 8;

/** Prints faults, checks and figures of a run. */
export function printReport(
  {
    faults,
    left,
    findings,
    facts,
  }: { faults: readonly FaultRecord[]; left: readonly string[]; findings: readonly Finding[]; facts: Facts },
  say: (line: string) => void,
): void {
  const kinds = Map.groupBy(faults, ({ kind }) => kind);
  if (kinds.size > 0) say(`\n${'fault'.padEnd(22)} times  longest until all were ready again`);
  for (const [kind, list] of kinds) {
    const recoveries = list.map(({ recovery }) => recovery);
    const longest = recoveries.includes(undefined)
      ? 'not seen'
      : `${Math.max(...recoveries.map(Number)).toFixed(1)} s`;
    say(`${kind.padEnd(22)} ${String(list.length).padStart(5)}  ${longest}`);
  }
  if (left.length > 0) say(`left out: ${left.join(', ')}`);
  say(`\ncheck${' '.repeat(43)} result`);
  for (const { check, problems } of findings) {
    say(`${check.padEnd(48)} ${problems.length === 0 ? 'holds' : `FAILS (${problems.length})`}`);
    for (const problem of problems.slice(0, SHOWN)) say(`    ${problem.slice(0, 400)}`);
  }
  const count = (state: string) => facts.traces.filter((trace) => trace.state === state).length;
  const states = ['indexed', 'duplicate', 'rejected', 'dead_lettered', 'in_flight'].map(
    (state) => `${count(state)} ${state}`,
  );
  say(
    `\n${facts.stories.length} stories: ${states.join(', ')}; ${publicMessages(facts).length} public events; ${facts.garbage.length} garbage`,
  );
  say(
    `settled ${facts.settledAfter === null ? 'never' : `after ${facts.settledAfter.toFixed(0)} s`}; memory in MiB: ${facts.memory.map(({ service, peakMb }) => `${service} ${peakMb}`).join(', ')}`,
  );
}
