import { readFileSync } from 'node:fs';

/** Start time of a process in kernel ticks; undefined where the system has no /proc or the process is gone. */
export function identityOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name, in brackets, may hold spaces and brackets; field 22 is counted from behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

/** Sends a signal if the pid is still the process it was; false when it is gone. */
export function signalProcess(
  pid: number,
  identity: string | undefined,
  signal: NodeJS.Signals | 0,
): boolean {
  if (identity !== undefined && identityOf(pid) !== identity) return false;
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
