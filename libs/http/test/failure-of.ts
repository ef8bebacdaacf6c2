import { HttpError } from '../src/index.js';

/** The error that ends a request. */
export async function failureOf(work: Promise<unknown>): Promise<HttpError> {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome instanceof HttpError) return outcome;
  throw new Error(`expected an HttpError, got ${String(outcome)}`);
}
