/** Processor time of a thread in milliseconds, user and system together. */
export function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
