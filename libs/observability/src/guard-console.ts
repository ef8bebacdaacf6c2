import { format } from 'node:util';
import { boundedText } from './bound-log.js';

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const;

/**
 * Hands what a library prints to `log`, as one bounded text: a print that goes to the stream beside the logger may hold line breaks of
 * a stranger's choice, and so a forged line. Returns what undoes it.
 */
export function guardConsole(log: (text: string) => void, target: Console = console): () => void {
  const before = METHODS.map((method) => [method, target[method]] as const);
  for (const method of METHODS)
    target[method] = (...printed: unknown[]) => {
      log(boundedText(format(...printed)));
    };
  return () => {
    for (const [method, original] of before) target[method] = original as never;
  };
}
