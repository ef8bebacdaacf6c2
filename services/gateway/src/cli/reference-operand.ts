import { UsageError } from './command.js';

/** The single operand of a command on an article. Throws UsageError for none or several. */
export function referenceIn(operands: readonly string[]): string {
  const [reference] = operands;
  if (reference === undefined || operands.length !== 1) throw new UsageError('give one article id or url');
  return reference;
}
