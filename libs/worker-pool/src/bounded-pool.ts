import { setTimeout as sleep } from 'node:timers/promises';
import { Piscina } from 'piscina';
import { TaskLost, TaskOutOfMemory, TaskTimedOut } from './pool.errors.js';
import { milliseconds } from './processor-time.js';
import {
  isTaskBegun,
  isThreadPrint,
  type TaskAnswer,
  type TaskBegun,
  type TaskMessage,
  type WorkerModule,
} from './task-message.js';

export interface PoolLimits {
  /** Number of threads. */
  threads: number;
  /**
   * Processor time limit of one task, in milliseconds. On a busy machine its wall-clock limit is up to eight
   * times that.
   */
  taskMs: number;
  /** Largest JavaScript heap of one thread, in MiB. */
  memoryMb: number;
}

/** The young generation is on top of the old one. It is small, because a page has many short-lived objects. */
const YOUNG_GENERATION_MB = 32;
const STACK_MB = 4;
/** Wall-clock limit as a multiple of the processor time limit, because a task shares the machine or waits. */
const SHARE_OF_MACHINE = 8;
/** A file of its own in the build. A test that runs from the sources uses the built file, too. */
const WORKER = new URL('../dist/run-task.worker.js', import.meta.url);
/** Jest resolves a library to its sources, which no thread can load. */
const builtModule = (url: string): string => url.replace(/\/src\/index\.ts$/, '/dist/index.js');
const NATIVE_ERRORS: Record<string, new (message: string) => Error> = {
  TypeError,
  RangeError,
  SyntaxError,
  ReferenceError,
};

/**
 * Runs an exported function in worker threads, each task with a time and a memory limit. A task that exceeds
 * one costs its thread, which is replaced; other tasks continue.
 */
export class BoundedPool<In, Out> {
  private readonly pool: Piscina<TaskMessage, TaskAnswer>;
  private readonly running = new Map<number, AbortController>();
  private readonly deadlines = new Map<number, NodeJS.Timeout>();
  private nextId = 1;
  private closed = false;

  /** `onThreadError` is called when a thread ends without a task. */
  constructor(
    work: WorkerModule,
    readonly limits: PoolLimits,
    onThreadError: (error: unknown) => void,
  ) {
    this.pool = new Piscina<TaskMessage, TaskAnswer>({
      filename: WORKER.href,
      name: 'runTask',
      workerData: { ...work, module: builtModule(work.module) },
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
      else if (isThreadPrint(message)) console.warn('in a thread: %s', message.printed);
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

  /** Tasks that run or wait for a thread. */
  get load(): number {
    return this.running.size;
  }

  /** Ends the threads. A running task is lost, so callers finish their tasks first. */
  async close(): Promise<void> {
    this.closed = true;
    await this.pool.destroy();
  }

  /** Checks the task when it can have used up its time at the earliest, and again while it has time left. */
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

  /**
   * Milliseconds that a task may still run. Zero when its thread does not report its use before the time
   * limit.
   */
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

/** An error of the function keeps its class, so that callers can tell a defect from an outage. */
function rebuild({ name, message, stack }: { name: string; message: string; stack: string }): Error {
  const error = new (NATIVE_ERRORS[name] ?? Error)(message);
  error.name = name;
  error.stack = stack;
  return error;
}
