/** The task used more processor time than it may, or took many times as long; its thread was ended and replaced. */
export class TaskTimedOut extends Error {
  readonly code = 'task_timed_out';
  constructor(readonly limitMs: number) {
    super(`not done within ${limitMs} ms of processor time`);
    this.name = 'TaskTimedOut';
  }
}

/** The task took more memory than it may; its thread was ended and replaced. */
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

/** The task's thread ended under it for another cause, or the pool is closed. */
export class TaskLost extends Error {
  readonly code = 'task_lost';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TaskLost';
  }
}
