import { Piscina } from 'piscina';
import { TaskLost, TaskOutOfMemory, TaskTimedOut } from './pool.errors.js';
import { isTaskBegun, type TaskAnswer, type TaskMessage, type WorkerModule } from './task-message.js';

export interface PoolLimits {
  /** Threads that are kept. */
  threads: number;
  /** Longest run of one task, in milliseconds from its begin. */
  taskMs: number;
  /** Largest JavaScript heap of one thread, in MiB. */
  memoryMb: number;
}

/** The heap's young part comes on top of the old one; small, since a page's objects are many and short-lived. */
const YOUNG_GENERATION_MB = 32;
const STACK_MB = 4;
/** Built as a file of its own; a test that runs from the sources uses the built one, too. */
const WORKER = new URL('../dist/run-task.worker.js', import.meta.url);
const NATIVE_ERRORS: Record<string, new (message: string) => Error> = {
  TypeError,
  RangeError,
  SyntaxError,
  ReferenceError,
};

/**
 * Runs an exported function in worker threads, each task within a time and a memory. A task that goes past either costs
 * its thread, which is replaced; the others go on.
 */
export class BoundedPool<In, Out> {
  private readonly pool: Piscina<TaskMessage, TaskAnswer>;
  private readonly running = new Map<number, AbortController>();
  private readonly deadlines = new Map<number, NodeJS.Timeout>();
  private nextId = 1;
  private closed = false;

  /** `onThreadError` is told of a thread that ended while it had no task. */
  constructor(
    work: WorkerModule,
    readonly limits: PoolLimits,
    onThreadError: (error: unknown) => void,
  ) {
    this.pool = new Piscina<TaskMessage, TaskAnswer>({
      filename: WORKER.href,
      name: 'runTask',
      workerData: work,
      minThreads: limits.threads,
      maxThreads: limits.threads,
      concurrentTasksPerWorker: 1,
      idleTimeout: Infinity,
      recordTiming: false,
      resourceLimits: {
        maxOldGenerationSizeMb: limits.memoryMb,
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
        stackSizeMb: STACK_MB,
      },
    });
    this.pool.on('message', (message: unknown) => {
      if (isTaskBegun(message)) this.setDeadline(message.begun);
    });
    this.pool.on('error', onThreadError);
  }

  /**
   * One task. Buffers in `transfer` move to the thread and are empty here afterwards.
   * @throws TaskTimedOut, TaskOutOfMemory, TaskLost; an error of the function itself comes with its name and message.
   */
  async run(input: In, transfer: readonly ArrayBuffer[] = []): Promise<Out> {
    if (this.closed) throw new TaskLost('the pool is closed');
    const id = this.nextId++;
    const abort = new AbortController();
    this.running.set(id, abort);
    let answer: TaskAnswer;
    try {
      answer = await this.pool.run({ id, input }, { signal: abort.signal, transferList: [...transfer] });
    } catch (cause) {
      throw this.explain(cause, abort.signal);
    } finally {
      clearTimeout(this.deadlines.get(id));
      this.deadlines.delete(id);
      this.running.delete(id);
    }
    if ('failure' in answer) throw rebuild(answer.failure);
    return answer.value as Out;
  }

  /** Tasks that run or wait. */
  get load(): number {
    return this.running.size;
  }

  /** Ends the threads; a task under way is lost, so callers finish theirs first. */
  async close(): Promise<void> {
    this.closed = true;
    await this.pool.destroy();
  }

  private setDeadline(id: number): void {
    const abort = this.running.get(id);
    if (!abort) return;
    const end = () => {
      abort.abort(new TaskTimedOut(this.limits.taskMs));
    };
    this.deadlines.set(id, setTimeout(end, this.limits.taskMs));
  }

  private explain(cause: unknown, signal: AbortSignal): Error {
    if (signal.aborted && signal.reason instanceof TaskTimedOut) return signal.reason;
    if (Reflect.get(Object(cause), 'code') === 'ERR_WORKER_OUT_OF_MEMORY')
      return new TaskOutOfMemory(this.limits.memoryMb, { cause });
    return new TaskLost('the thread of the task ended', { cause });
  }
}

/** A defect of the function keeps its class, so that it is told from an outage. */
function rebuild({ name, message, stack }: { name: string; message: string; stack: string }): Error {
  const error = new (NATIVE_ERRORS[name] ?? Error)(message);
  error.name = name;
  error.stack = stack;
  return error;
}
