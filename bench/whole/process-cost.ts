import { readFileSync } from 'node:fs';

/** What a process has used so far: processor time of all its threads in seconds, memory in MiB. */
export interface ProcessCost {
  cpuSeconds: number;
  residentMb: number;
  peakMb: number;
}

/** USER_HZ, in which Linux tells the times of a process. */
const TICKS_PER_SECOND = 100;

/** From /proc, so on Linux alone. */
export function processCost(pid: number): ProcessCost {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13).map(Number) as [number, number];
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  return { cpuSeconds: (user + system) / TICKS_PER_SECOND, residentMb: mb('VmRSS'), peakMb: mb('VmHWM') };
}

/** The costs of several processes by name. */
export type Costs = Record<string, ProcessCost>;

export function costsOf(pids: Readonly<Record<string, number>>): Costs {
  return Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, processCost(pid)]));
}

/** Processor seconds of each between two readings. */
export function cpuBetween(before: Costs, after: Costs): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after).map(([name, { cpuSeconds }]) => [
      name,
      cpuSeconds - (before[name]?.cpuSeconds ?? 0),
    ]),
  );
}
