import { parentPort, threadId, workerData } from 'node:worker_threads';
import { format } from 'node:util';
import { milliseconds } from './processor-time.js';
import type { TaskAnswer, TaskBegun, TaskMessage, ThreadPrint, WorkerModule } from './task-message.js';

const { module, exportName } = workerData as WorkerModule;
const work = ((await import(module)) as Record<string, (input: unknown) => unknown>)[exportName];

const MAX_PRINT = 4_000;

/** What a library prints in a thread would reach the stream raw: the service's own console, and so its logger, prints it instead. */
for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
  console[method] = (...printed: unknown[]) => {
    const said = format(...printed).slice(0, MAX_PRINT);
    parentPort?.postMessage({ printed: said } satisfies ThreadPrint);
  };

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
