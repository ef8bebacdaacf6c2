/** The task exceeded its processor time or wall-clock limit. Its thread was ended and replaced. */
export class TaskTimedOut extends Error {
  readonly code = 'task_timed_out';
  constructor(readonly limitMs: number) {
    super(`not done within ${limitMs} ms of processor time`);
    this.name = 'TaskTimedOut';
  }
}

/** The task exceeded its memory limit. Its thread was ended and replaced. */
export class TaskOutOfMemory extends Error {
  readonly code = 'task_out_of_memory';
  constructor(
    readonly limitMb: number,
    options?: ErrorOptions,
  ) {
    super(`more than ${limitMb} MB of memory`, options);
    this.name = 'TaskOutOfMemory';
  }
}

/** The task's thread ended for another reason, or the pool is closed. */
export class TaskLost extends Error {
  readonly code = 'task_lost';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TaskLost';
  }
}
