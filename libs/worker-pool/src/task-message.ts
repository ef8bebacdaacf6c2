/** What a thread of the pool is started with: the module and the exported function that does its tasks. */
export interface WorkerModule {
  module: string;
  exportName: string;
}

export interface TaskMessage {
  id: number;
  input: unknown;
}

/** What a task came to: a failure of the function is carried by name and message, for errors lose their class between threads. */
export type TaskAnswer = { value: unknown } | { failure: { name: string; message: string; stack: string } };

/** Told by a thread when it begins a task: the time limit runs from here, not from the queue. */
export interface TaskBegun {
  begun: number;
  threadId: number;
  /** Processor time that the thread had used until then, in milliseconds. */
  usedMs: number;
}

export function isTaskBegun(message: unknown): message is TaskBegun {
  return typeof message === 'object' && message !== null && typeof Reflect.get(message, 'begun') === 'number';
}
