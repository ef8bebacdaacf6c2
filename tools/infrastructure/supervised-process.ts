import { fork, spawn } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const WATCHDOG = fileURLToPath(new URL('./watchdog.ts', import.meta.url));

/** One watchdog for each launcher, started with its first process and again should it ever end. */
let watchdog;
const running = new Set();
const temporaryFolders = new Set();

function tellWatchdog(message) {
  if (!watchdog) startWatchdog();
  watchdog.send(message, () => undefined);
}

function startWatchdog() {
  const started = fork(WATCHDOG, [], { detached: true, stdio: 'ignore', execArgv: [] });
  watchdog = started;
  started.unref();
  started.channel?.unref();
  started.on('error', () => undefined);
  started.once('exit', () => {
    watchdog = undefined;
    for (const pid of running) tellWatchdog({ watch: pid });
    for (const folder of temporaryFolders) tellWatchdog({ removeAtEnd: folder });
  });
}

/** The folder is removed when this process ends without having called `keep`. */
export function removeAtEnd(folder) {
  temporaryFolders.add(folder);
  tellWatchdog({ removeAtEnd: folder });
}

export function keep(folder) {
  temporaryFolders.delete(folder);
  if (watchdog) tellWatchdog({ keep: folder });
}

/** A child process that cannot outlive its launcher. */
export class SupervisedProcess {
  #child;
  #ended;

  /**
   * @param {string} command
   * @param {string[]} args
   * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, logFile?: string }} [options] with a log file, output is appended to it;
   *   without one it can be read from `stdout` and `stderr`
   */
  constructor(command, args, { cwd, env, logFile } = {}) {
    const output = logFile === undefined ? undefined : openSync(logFile, 'a');
    const stdio = ['ignore', output ?? 'pipe', output ?? 'pipe'];
    // Its own process group: Ctrl-C in the terminal reaches the launcher alone, which then stops things in order.
    this.#child = spawn(command, args, { cwd, env, stdio, detached: true });
    if (output !== undefined) closeSync(output);
    const { pid } = this.#child;
    this.#ended = new Promise((resolve) => {
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

  get pid() {
    return this.#child.pid;
  }

  get stdout() {
    return this.#child.stdout;
  }

  get stderr() {
    return this.#child.stderr;
  }

  /** Resolves with `{ code, signal, error? }` once the process is gone. */
  get ended() {
    return this.#ended;
  }

  get isRunning() {
    return this.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Sends the signal if the process is still running. */
  signal(signal) {
    return this.isRunning && this.#child.kill(signal);
  }

  /** SIGTERM, then SIGKILL when it has not ended within `graceMs`. */
  async stop(graceMs = 10_000) {
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
