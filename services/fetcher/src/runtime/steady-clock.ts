/** Largest difference between the two clocks that does not count as a jump. */
const TOLERANCE_MS = 2_000;
/** A jump that lasts this long is intended: somebody set the clock, or the machine slept. */
const LASTING_MS = 600_000;

/**
 * A clock that does not jump. It advances with a monotonic clock and adopts the system's time only after the
 * two have differed for ten minutes. Otherwise a clock that is wrong for a moment would make all feeds due at
 * once, or none for a long time.
 */
export function steadyClock(systemMs: () => number, monotonicMs: () => number): () => Date {
  let anchor = { system: systemMs(), monotonic: monotonicMs() };
  let differsSince: number | null = null;
  return () => {
    const monotonic = monotonicMs();
    const system = systemMs();
    const steady = anchor.system + (monotonic - anchor.monotonic);
    if (Math.abs(system - steady) <= TOLERANCE_MS) differsSince = null;
    else differsSince ??= monotonic;
    if (differsSince === null || monotonic - differsSince < LASTING_MS) return new Date(Math.round(steady));
    anchor = { system, monotonic };
    differsSince = null;
    return new Date(system);
  };
}
