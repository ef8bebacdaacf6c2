import { checkAgainst } from '@dateline/contracts';
import type { Static, TSchema } from 'typebox';
import { UsageError } from '../command.js';

/** A value that the API's schema allows. Throws UsageError, as the API answers 400. */
export function checked<T extends TSchema>(schema: T, value: unknown): Static<T> {
  const answer = checkAgainst(schema, value);
  if (answer.ok) return answer.value;
  throw new UsageError(answer.problems.join('; '));
}
