interface Stoppable {
  stop(): Promise<unknown>;
}

/** Both, or neither: when one does not start the other is stopped again. */
export async function startBoth<A extends Stoppable, B extends Stoppable>(
  first: Promise<A>,
  second: Promise<B>,
): Promise<[A, B]> {
  const starts = await Promise.allSettled([first, second]);
  const [one, other] = starts;
  if (one.status === 'fulfilled' && other.status === 'fulfilled') return [one.value, other.value];
  for (const start of starts) if (start.status === 'fulfilled') await start.value.stop();
  throw one.status === 'rejected' ? one.reason : (other as PromiseRejectedResult).reason;
}
