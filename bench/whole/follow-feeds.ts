import { openDatabase } from '../speed/bench-database.ts';

/** Has a run of the product follow feeds, which are due at once. */
export async function followFeeds({
  uri,
  run,
  urls,
}: {
  uri: string;
  run: string;
  urls: readonly string[];
}): Promise<void> {
  const database = await openDatabase(uri, run);
  for (const url of urls)
    await database.feeds.add({
      url,
      hostKey: new URL(url).host,
      origin: { type: 'api', ref: null },
      intervalSeconds: 600,
      now: new Date(),
    });
  await database.close();
}
