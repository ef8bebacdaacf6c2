import { format } from 'node:util';
import { boundedText } from './bound-log.js';

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const;

/**
 * Hands what a library prints to `log` as one bounded text. Printed past the logger, it could contain line
 * breaks of foreign origin and so a forged line. Returns a function that undoes this.
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
