import { fork, spawn, type ChildProcess, type IOType } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { WatchdogOrder } from './watchdog.ts';

const WATCHDOG = fileURLToPath(new URL('./watchdog.ts', import.meta.url));

/** One watchdog for each launcher, started with its first process and again should it ever end. */
let watchdog: ChildProcess | undefined;
const running = new Set<number>();
const temporaryFolders = new Set<string>();

/** How a process came to its end; `error` when it could not be started. */
export interface ProcessEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  error?: Error;
}

function tellWatchdog(order: WatchdogOrder): void {
  watchdog ??= startWatchdog();
  watchdog.send(order, () => undefined);
}

function startWatchdog(): ChildProcess {
  const started = fork(WATCHDOG, [], { detached: true, stdio: 'ignore', execArgv: [] });
  started.unref();
  started.channel?.unref();
  started.on('error', () => undefined);
  started.once('exit', () => {
    watchdog = undefined;
    for (const pid of running) tellWatchdog({ watch: pid });
    for (const folder of temporaryFolders) tellWatchdog({ removeAtEnd: folder });
  });
  return started;
}

/** The folder is removed when this process ends without having called `keep`. */
export function removeAtEnd(folder: string): void {
  temporaryFolders.add(folder);
  tellWatchdog({ removeAtEnd: folder });
}

export function keep(folder: string): void {
  temporaryFolders.delete(folder);
  if (watchdog) tellWatchdog({ keep: folder });
}

/** A child process that cannot outlive its launcher. */
export class SupervisedProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<ProcessEnd>;

  /** With a log file, output is appended to it; without one it can be read from `stdout` and `stderr`. */
  constructor(
    command: string,
    args: string[],
    { cwd, env, logFile }: { cwd?: string; env?: NodeJS.ProcessEnv; logFile?: string } = {},
  ) {
    const output = logFile === undefined ? undefined : openSync(logFile, 'a');
    const stdio: (IOType | number)[] = ['ignore', output ?? 'pipe', output ?? 'pipe'];
    // Its own process group: Ctrl-C in the terminal reaches the launcher alone, which then stops things in order.
    this.#child = spawn(command, args, { cwd, env, stdio, detached: true });
    if (output !== undefined) closeSync(output);
    const { pid } = this.#child;
    this.#ended = new Promise<ProcessEnd>((resolve) => {
      this.#child.once('error', (error) => resolve({ code: null, signal: null, error }));
      this.#child.once('exit', (code, signal) => resolve({ code, signal }));
    }).then((end) => {
      if (pid !== undefined) {
        running.delete(pid);
        if (watchdog) tellWatchdog({ forget: pid });
      }
      return end;
    });
    if (pid !== undefined) {
      running.add(pid);
      tellWatchdog({ watch: pid });
    }
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get stdout(): Readable | null {
    return this.#child.stdout;
  }

  get stderr(): Readable | null {
    return this.#child.stderr;
  }

  /** Resolves once the process is gone. */
  get ended(): Promise<ProcessEnd> {
    return this.#ended;
  }

  get isRunning(): boolean {
    return this.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Sends the signal if the process is still running. */
  signal(signal: NodeJS.Signals): boolean {
    return this.isRunning && this.#child.kill(signal);
  }

  /** SIGTERM, then SIGKILL when it has not ended within `graceMs`. */
  async stop(graceMs = 10_000): Promise<ProcessEnd> {
    if (this.isRunning) {
      this.signal('SIGTERM');
      this.signal('SIGCONT');
      const timer = setTimeout(() => this.signal('SIGKILL'), graceMs);
      await this.#ended;
      clearTimeout(timer);
    }
    return this.#ended;
  }
}
