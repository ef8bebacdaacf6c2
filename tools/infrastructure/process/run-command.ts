import { spawn } from 'node:child_process';

/** A command that could not be run to its end: not found, over its time, or a non-zero exit. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly code = 'command_failed';
  readonly output: string;

  constructor(message: string, { cause, output = '' }: { cause?: unknown; output?: string } = {}) {
    super(message, { cause });
    this.output = output;
  }
}

/** `onLine` sees every line as it comes; after `timeoutMs` the command is killed. */
export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  timeoutMs?: number;
  onLine?: (line: string) => void;
}

/** Runs a command to its end and returns what it wrote; throws CommandFailed. */
export function runCommand(
  command: string,
  args: string[],
  { cwd, env, timeoutMs = 60_000, onLine }: CommandOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let output = '';
    let pending = '';
    let timedOut = false;
    const take = (chunk: string) => {
      output += chunk;
      if (!onLine) return;
      const lines = (pending + chunk).split('\n');
      pending = lines.pop() ?? '';
      lines.forEach(onLine);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    const timer = setTimeout(() => {
      timedOut = true;
      killGroup(child.pid);
    }, timeoutMs);
    const abandon = () => killGroup(child.pid);
    process.once('exit', abandon);
    child.once('error', (cause) =>
      finish(new CommandFailed(`${command} could not be run: ${cause.message}`, { cause })),
    );
    child.once('close', (code, signal) => {
      if (code === 0) return finish();
      const why = timedOut
        ? `took longer than ${Math.round(timeoutMs / 1000)} s`
        : `ended with ${signal ?? code}`;
      finish(new CommandFailed(`${command} ${args[0] ?? ''} ${why}: ${lastLine(output)}`, { output }));
    });
    function finish(error?: CommandFailed): void {
      clearTimeout(timer);
      process.off('exit', abandon);
      if (error) reject(error);
      else resolve(output);
    }
  });
}

/** The command leads its own process group, so that what it started goes with it. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
}
