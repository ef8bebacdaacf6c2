import { spawn } from 'node:child_process';

/** A command that could not be run to its end: not found, over its time, or a non-zero exit. */
export class CommandFailed extends Error {
  constructor(message, { cause, output = '' } = {}) {
    super(message, { cause });
    this.name = 'CommandFailed';
    this.code = 'command_failed';
    this.output = output;
  }
}

/**
 * Runs a command to its end and returns what it wrote. `onLine` sees every line as it comes; after `timeoutMs` it is killed.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, onLine?: (line: string) => void }} [options]
 * @returns {Promise<string>}
 */
export function runCommand(command, args, { cwd, env, timeoutMs = 60_000, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let output = '';
    let pending = '';
    let timedOut = false;
    const take = (chunk) => {
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
    function finish(error) {
      clearTimeout(timer);
      process.off('exit', abandon);
      if (error) reject(error);
      else resolve(output);
    }
  });
}

/** The command leads its own process group, so that what it started goes with it. */
function killGroup(pid) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function lastLine(output) {
  return output.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
}
