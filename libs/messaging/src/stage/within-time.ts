import { TransientError } from '../messaging.errors.js';

/** Throws TransientError `out_of_time`, or what `tooLate` makes, if the work takes longer. It may still be under way then. */
export async function withinTime<T>(
  ms: number,
  work: () => Promise<T>,
  tooLate: () => Error = () => new TransientError('out_of_time', `the work was not done in ${ms} ms`),
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(tooLate());
    }, ms);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
