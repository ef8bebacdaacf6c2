import type { LoggerService } from '@nestjs/common';

/** Sends warnings and errors of the libraries to standard error and drops the rest. */
export class StandardErrorLogger implements LoggerService {
  log(): void {
    // Silent.
  }
  debug(): void {
    // Silent.
  }
  verbose(): void {
    // Silent.
  }
  warn(message: unknown): void {
    this.write(message);
  }
  error(message: unknown): void {
    this.write(message);
  }
  fatal(message: unknown): void {
    this.write(message);
  }

  private write(message: unknown): void {
    process.stderr.write(`${message instanceof Error ? message.message : String(message)}\n`);
  }
}
