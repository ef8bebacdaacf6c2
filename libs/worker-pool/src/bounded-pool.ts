import { setTimeout as sleep } from 'node:timers/promises';
import { Piscina } from 'piscina';
import { TaskLost, TaskOutOfMemory, TaskTimedOut } from './pool.errors.js';
import { milliseconds } from './processor-time.js';
import {
  isTaskBegun,
  type TaskAnswer,
  type TaskBegun,
  type TaskMessage,
  type WorkerModule,
} from './task-message.js';

export interface PoolLimits {
  /** Threads that are kept. */
  threads: number;
  /** Most processor time of one task, in milliseconds: on a busy machine the same task is given longer, up to eight times. */
  taskMs: number;
  /** Largest JavaScript heap of one thread, in MiB. */
  memoryMb: number;
}

/** The heap's young part comes on top of the old one; small, since a page's objects are many and short-lived. */
const YOUNG_GENERATION_MB = 32;
const STACK_MB = 4;
/** How much longer than its processor time a task may take: it shares the machine, or waits for something. */
const SHARE_OF_MACHINE = 8;
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
      if (isTaskBegun(message)) this.setDeadline(message, this.limits.taskMs);
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

  /** The task is looked at when it can have used its time at the earliest, and again for as long as it has some left. */
  private setDeadline(
    task: TaskBegun,
    inMs: number,
    endsAt = performance.now() + SHARE_OF_MACHINE * inMs,
  ): void {
    if (!this.running.has(task.begun)) return;
    const look = async () => {
      const leftMs = await this.timeLeft(task, endsAt);
      if (leftMs > 0) this.setDeadline(task, leftMs, endsAt);
      else this.running.get(task.begun)?.abort(new TaskTimedOut(this.limits.taskMs));
    };
    this.deadlines.set(
      task.begun,
      setTimeout(() => void look(), inMs),
    );
  }

  /** Milliseconds that a task may still run: none when its thread does not say before the end what it has used. */
  private async timeLeft({ threadId, usedMs }: TaskBegun, endsAt: number): Promise<number> {
    const thread = this.pool.threads.find((worker) => worker.threadId === threadId);
    const untilEnd = () => Math.max(0, endsAt - performance.now());
    const silence = sleep(untilEnd(), undefined, { ref: false });
    const used = await Promise.race([thread?.cpuUsage().catch(() => undefined), silence]);
    return used ? Math.min(this.limits.taskMs - (milliseconds(used) - usedMs), untilEnd()) : 0;
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
