const MIB = 1024 * 1024;
/** What a service takes beside its threads, and a thread beside its old generation, in MiB. */
const PROCESS_MB = 192;
const THREAD_MB = 32;

/**
 * How many of the wanted threads fit into a container, at least one. `containerBytes` is its limit as
 * `process.constrainedMemory()` gives it; 0 is none.
 */
export function threadsWithin(wanted: number, memoryMb: number, containerBytes: number): number {
  if (containerBytes <= 0) return wanted;
  const room = Math.floor((containerBytes / MIB - PROCESS_MB) / (memoryMb + THREAD_MB));
  return Math.max(1, Math.min(wanted, room));
}
