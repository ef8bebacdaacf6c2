/** Stops what was started, the last first. Ctrl-C and SIGTERM begin it; a second Ctrl-C ends it at once. */
export class Shutdown {
  #parts = [];
  #say;
  #running;

  constructor(say) {
    this.#say = say;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => this.#onSignal(signal));
  }

  get isUnderWay() {
    return this.#running !== undefined;
  }

  /** What is added after the shutdown began is stopped at once. */
  add(name, part) {
    if (this.isUnderWay) void part.stop();
    else this.#parts.push({ name, part });
  }

  /** Stops everything and ends the process with the exit code. */
  run(exitCode) {
    this.#running ??= this.#stopAll().then(() => process.exit(exitCode));
    return this.#running;
  }

  #onSignal(signal) {
    if (this.isUnderWay) {
      this.#say('stopping at once');
      // The watchdog ends what is left the moment this process is gone.
      for (const { part } of this.#parts) part.kill?.();
      process.exit(130);
    }
    this.#say(`${signal}: stopping (once more to force)`);
    void this.run(signal === 'SIGINT' ? 130 : 143);
  }

  async #stopAll() {
    for (const { name, part } of this.#parts.reverse()) {
      this.#say(`stopping: ${name}`);
      await part.stop().catch((error) => this.#say(`${name}: ${error.message}`));
    }
  }
}
