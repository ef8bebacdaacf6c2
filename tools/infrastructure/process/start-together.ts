import type { EmbeddedServer } from '../infrastructure.types.ts';

/** Starts members of a cluster, each of which is ready only with the others. If one cannot start, all are ended. */
export async function startTogether(servers: readonly EmbeddedServer[]): Promise<void> {
  const starts = await Promise.allSettled(servers.map((server) => server.start()));
  const failed = starts.find((start) => start.status === 'rejected');
  if (!failed) return;
  await Promise.all(servers.map((server) => server.stop({ hard: true })));
  throw failed.reason;
}
