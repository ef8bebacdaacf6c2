/** Can never succeed: the message goes to the dead letters at once. */
export class PermanentError extends Error {
  /** The rule that the message broke, the same for all messages that break it. */
  readonly rule: string | undefined;

  constructor(
    readonly code: string,
    message: string,
    { rule, ...options }: { cause?: unknown; rule?: string } = {},
  ) {
    super(message, options);
    this.name = 'PermanentError';
    this.rule = rule;
  }
}

/** Something outside is temporarily unavailable. The message is retried until it succeeds. */
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
 * How to handle a failure: `transient` is retried without limit, `unknown` a few times, `permanent`
 * (including a defect of ours, such as a TypeError) never.
 */
export type FailureClass = 'transient' | 'unknown' | 'permanent';

/** Classifies a failure; `isTransient` recognises errors of adapters that messaging does not know. */
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

/**
 * Whether the broker would refuse this record every time, for example because its size limit is below the
 * contract's.
 */
export function isRefusedByBroker(error: unknown): boolean {
  return causesOf(error).some((e) => REFUSALS.has(Reflect.get(e, 'type')));
}

/** Whether the broker still ends the transaction before this one: the same request can be sent again. */
export function isTransactionBusy(error: unknown): boolean {
  return causesOf(error).some((e) => Reflect.get(e, 'type') === 'CONCURRENT_TRANSACTIONS');
}

/** The broker's types of error, and the codes of our own check before a request (`topic-leaders.ts`). */
const MOVED: ReadonlySet<unknown> = new Set([
  'NOT_LEADER_FOR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'leader_moved',
  'no_leader',
]);

/** Whether a partition has no leader where it was looked for: it moves, or its topic was just created. */
export function isLeaderMoved(error: unknown): boolean {
  return causesOf(error).some((e) => MOVED.has(Reflect.get(e, 'type')) || MOVED.has(Reflect.get(e, 'code')));
}

/** Whether the cause is a defect in code, ours or the client's, and not something outside. */
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

/** A short code for any thrown value, for outcomes, headers and metrics. */
export function codeOf(error: unknown): string {
  if (error instanceof Error) {
    const code: unknown = Reflect.get(error, 'code');
    return typeof code === 'string' && code !== '' ? code : error.name;
  }
  return 'non_error_thrown';
}

/** The messages of an error and its causes, cut to a maximum length. */
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
