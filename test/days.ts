import mongoose from 'mongoose';

const DAY_MS = 86_400_000;

export function openDatabase(uri: string, dbName: string): Promise<mongoose.Connection> {
  return mongoose.createConnection(uri, { dbName }).asPromise();
}

/**
 * Makes pages of the frontier as old as if so many days had passed: every time that is stored of them lies further back, and so
 * does what their hosts wait for. The services' own clocks and settings stay as they are.
 */
export async function letDaysPass(
  database: mongoose.Connection,
  articleIds: readonly string[],
  days: number,
): Promise<void> {
  const ms = days * DAY_MS;
  const pages = database.collection<{ _id: string; hostKey: string }>('frontier_pages');
  const filter = { _id: { $in: [...articleIds] } };
  const earlier = (...fields: string[]) =>
    Object.fromEntries(fields.map((field) => [field, { $subtract: [`$${field}`, ms] }]));
  await pages.updateMany(filter, [{ $set: earlier('nextAttemptAt', 'discoveredAt', 'readAt') }]);
  await pages.updateMany({ ...filter, gone: { $type: 'object' } }, [
    { $set: earlier('gone.since', 'gone.withdrawnAt') },
  ]);
  const hosts = await pages.distinct('hostKey', filter);
  await database.collection<{ _id: string }>('frontier_hosts').updateMany({ _id: { $in: hosts } }, [
    {
      $set: {
        ...earlier('dueAt', 'nextAllowedAt', 'readyAt'),
        wakes: { $add: [{ $ifNull: ['$wakes', 0] }, 1] },
      },
    },
  ]);
}
