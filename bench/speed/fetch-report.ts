// What bench-fetch prints of a run.
import { cpus } from 'node:os';
import type { Noted } from './fetch-hosts.ts';

export type Amounts = Record<string, number>;

/** `cpu` in seconds, `busy` as a share, `peak` in MiB. */
export interface Measured {
  hosts: number;
  requests: Noted[];
  end: number;
  recorded: number;
  count: number;
  outcomes: { _id: string; n: number }[];
  cpu: Amounts;
  busy: number;
  peak: number;
  commands: Amounts;
}

/** Exit code 1 where a feed was left out or a host was not left its pause. */
export function report(measured: Measured, gapMs: number): void {
  const { hosts, requests, end, recorded, count, outcomes, cpu, busy, peak, commands } = measured;
  const start = requests[0]?.at ?? NaN;
  const seconds = (end - start) / 1000;
  const byHost = Array.from({ length: hosts }, (_, h) => requests.filter((request) => request.h === h));
  // From the end of an answer to the next request: what a host has of us in its pause.
  const gaps = byHost.map((asked) => Math.min(...asked.slice(1).map(({ at }, i) => at - endOf(asked[i]))));
  const overlaps = byHost.flatMap((asked) => asked.slice(1).filter(({ at }, i) => at < endOf(asked[i])));
  const waits = byHost.map((asked) => asked.reduce((sum, { at }) => sum + at - start, 0) / asked.length);
  const firsts = byHost.map(([first]) => (first?.at ?? NaN) - start);
  const hostBound = Math.max(
    ...byHost.map(
      (asked) =>
        asked.reduce((sum, { at, end: answered }) => sum + answered - at, 0) + (asked.length - 1) * gapMs,
    ),
  );
  const share = hostBound / 1000 / seconds;
  const named = outcomes.map(({ _id, n }) => `${_id} ${n}`).sort();
  const each = (amounts: Amounts, digits: number) =>
    Object.entries(amounts).map(([name, amount]) => `${name} ${(amount / recorded).toFixed(digits)}`);
  const ours = Object.values(cpu).reduce((sum, time) => sum + time, 0);
  const cores = cpus().length;
  console.log(
    [
      `gap ${gapMs} ms: ${recorded} of ${count} feeds on ${hosts} hosts in ${seconds.toFixed(1)} s, ${(recorded / seconds).toFixed(0)} feeds/s (${named.join(', ')})`,
      `  politeness: ${requests.length} requests, least time from an answer to the next request of each host ${spread(gaps)}, ${overlaps.length} requests while another was open`,
      `  fairness: mean lateness of a host's feeds ${spread(waits)}, Jain index ${jain(waits).toFixed(4)}; first request to a host after ${spread(firsts)}`,
      `  memory: fetcher at most ${peak.toFixed(0)} MiB resident`,
      `  each poll: ms of a processor ${each(milliseconds(cpu), 1).join(', ')}; MongoDB commands ${each(commands, 2).join(', ')}`,
      `  processors: ours ${Math.round((ours / seconds / cores) * 100)} % of ${cores} cores, with whatever else ran ${Math.round(busy * 100)} %`,
      `  bound: the slowest host needs ${(hostBound / 1000).toFixed(1)} s by its gaps and answers, ${Math.round(share * 100)} % of the time taken: ${boundBy(share, busy)}`,
    ].join('\n'),
  );
  if (recorded < count || Math.min(...gaps) < gapMs || overlaps.length > 0) process.exitCode = 1;
}

const endOf = (noted: Noted | undefined): number => noted?.end ?? NaN;

function milliseconds(cpu: Amounts): Amounts {
  return Object.fromEntries(Object.entries(cpu).map(([name, s]) => [name, s * 1000]));
}

function boundBy(share: number, busy: number): string {
  if (share > 0.8) return 'the hosts bind';
  return busy > 0.9 ? 'the processors bind' : 'our waiting binds';
}

function spread(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const shown = [0, sorted.length >> 1, sorted.length - 1].map((i) => ((sorted[i] ?? NaN) / 1000).toFixed(2));
  return `${shown.join(' / ')} s (least, median, most)`;
}

/** 1 where all have the same (Jain, Chiu, Hawe 1984). */
function jain(shares: number[]): number {
  const sum = shares.reduce((total, value) => total + value, 0);
  return sum ** 2 / (shares.length * shares.reduce((total, value) => total + value ** 2, 0));
}
