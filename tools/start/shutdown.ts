import { messageOf } from '@dateline/infrastructure';

/** What can be stopped in order and, where that takes too long, at once. */
export interface Stoppable {
  stop(): Promise<unknown>;
  kill?(): void;
}

/** Stops what was started, the last first. Ctrl-C and SIGTERM begin it; a second Ctrl-C ends it at once. */
export class Shutdown {
  readonly #parts: { name: string; part: Stoppable }[] = [];
  readonly #say: (line: string) => void;
  #running: Promise<never> | undefined;

  constructor(say: (line: string) => void) {
    this.#say = say;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => this.#onSignal(signal));
  }

  get isUnderWay(): boolean {
    return this.#running !== undefined;
  }

  /** What is added after the shutdown began is stopped at once. */
  add(name: string, part: Stoppable): void {
    if (this.isUnderWay) void part.stop();
    else this.#parts.push({ name, part });
  }

  /** Stops everything and ends the process with the exit code. */
  run(exitCode: number): Promise<never> {
    this.#running ??= this.#stopAll().then(() => process.exit(exitCode));
    return this.#running;
  }

  #onSignal(signal: NodeJS.Signals): void {
    if (this.isUnderWay) {
      this.#say('stopping at once');
      // The watchdog ends what is left the moment this process is gone.
      for (const { part } of this.#parts) part.kill?.();
      process.exit(130);
    }
    this.#say(`${signal}: stopping (once more to force)`);
    void this.run(signal === 'SIGINT' ? 130 : 143);
  }

  async #stopAll(): Promise<void> {
    for (const { name, part } of this.#parts.reverse()) {
      this.#say(`stopping: ${name}`);
      await part.stop().catch((error: unknown) => this.#say(`${name}: ${messageOf(error)}`));
    }
  }
}
