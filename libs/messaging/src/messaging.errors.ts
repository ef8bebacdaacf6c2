/** Can never work: the message goes to the dead letters at once. */
export class PermanentError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'PermanentError';
  }
}

/** Something outside is away for now: the message is tried again for as long as it takes. */
export class TransientError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'TransientError';
  }
}

/**
 * What is to be done about a failure: `transient` is tried again without bound, `unknown` a few times,
 * `permanent` (and a defect of our own, such as a TypeError) never.
 */
export type FailureClass = 'transient' | 'unknown' | 'permanent';

/** Sorts a failure; `isTransient` recognises the errors of adapters that messaging does not know. */
export function classifyFailure(error: unknown, isTransient: (error: unknown) => boolean): FailureClass {
  if (error instanceof PermanentError) return 'permanent';
  if (error instanceof TransientError || isTransient(error)) return 'transient';
  if (error instanceof TypeError || error instanceof SyntaxError || error instanceof RangeError)
    return 'permanent';
  if (error instanceof ReferenceError) return 'permanent';
  return 'unknown';
}

const REFUSALS: ReadonlySet<unknown> = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
  'INVALID_TOPIC_EXCEPTION',
]);

/** Whether the broker refuses the record itself, each time: its limit is below the contract's, for example. */
export function isRefusedByBroker(error: unknown): boolean {
  return causesOf(error).some((e) => REFUSALS.has(Reflect.get(e, 'type')));
}

/** Whether code is at fault, ours or the client's, rather than something outside. */
export function isDefect(error: unknown): boolean {
  return causesOf(error).some(
    (e) => e instanceof TypeError || e instanceof RangeError || e instanceof ReferenceError,
  );
}

function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let e: unknown = error; e instanceof Error && causes.length < 10; e = e.cause) causes.push(e);
  return causes;
}

/** Short code of any thrown value, for outcomes, headers and metrics. */
export function codeOf(error: unknown): string {
  if (error instanceof Error) {
    const code: unknown = Reflect.get(error, 'code');
    return typeof code === 'string' && code !== '' ? code : error.name;
  }
  return 'non_error_thrown';
}

/** Message chain of an error and its causes, bounded in length. */
export function describeError(error: unknown): string {
  const parts: string[] = [];
  for (
    let e: unknown = error;
    e !== undefined && parts.length < 5;
    e = e instanceof Error ? e.cause : undefined
  ) {
    parts.push(e instanceof Error ? `${e.name}: ${e.message}` : String(e));
  }
  return parts.join(' <- ').slice(0, 1800);
}
