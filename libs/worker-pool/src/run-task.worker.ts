import { parentPort, threadId, workerData } from 'node:worker_threads';
import { milliseconds } from './processor-time.js';
import type { TaskAnswer, TaskBegun, TaskMessage, WorkerModule } from './task-message.js';

const { module, exportName } = workerData as WorkerModule;
const work = ((await import(module)) as Record<string, (input: unknown) => unknown>)[exportName];

/** Runs one task in a thread of the pool. Loading this module loads the function, so a ready thread is warm. */
export async function runTask({ id, input }: TaskMessage): Promise<TaskAnswer> {
  const usedMs = milliseconds(process.threadCpuUsage());
  parentPort?.postMessage({ begun: id, threadId, usedMs } satisfies TaskBegun);
  if (!work) throw new TypeError(`${module} exports no ${exportName}`);
  try {
    return { value: await work(input) };
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    return { failure: { name, message, stack: stack ?? '' } };
  }
}
