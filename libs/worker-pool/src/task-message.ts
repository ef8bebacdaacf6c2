/** Start parameters of a pool thread: the module and the exported function that runs the tasks. */
export interface WorkerModule {
  module: string;
  exportName: string;
}

export interface TaskMessage {
  id: number;
  input: unknown;
}

/**
 * The result of a task. A failure carries name and message, because errors lose their class between threads.
 */
export type TaskAnswer = { value: unknown } | { failure: { name: string; message: string; stack: string } };

/** A thread sends this when it begins a task: the time limit starts here and not in the queue. */
export interface TaskBegun {
  begun: number;
  threadId: number;
  /** Processor time of the thread up to this point, in milliseconds. */
  usedMs: number;
}

/** What was printed in a thread. */
export interface ThreadPrint {
  printed: string;
}

export function isThreadPrint(message: unknown): message is ThreadPrint {
  return (
    typeof message === 'object' && message !== null && typeof Reflect.get(message, 'printed') === 'string'
  );
}

export function isTaskBegun(message: unknown): message is TaskBegun {
  return typeof message === 'object' && message !== null && typeof Reflect.get(message, 'begun') === 'number';
}
