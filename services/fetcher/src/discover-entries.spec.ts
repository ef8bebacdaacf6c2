import { parseFeed } from '@dateline/feed';
import type { Publication } from '@dateline/messaging';
import type { FeedDoc, SeenEntry } from '@dateline/storage';
import { EntryDiscovery } from './discover-entries.js';
import { Patience } from './patience.js';

const at = new Date('2026-03-03T09:00:00Z');
const feed = { feedId: 'f', url: 'https://outlet.example/rss', identity: null } as unknown as FeedDoc;

/** Stores that answer at once and note in which order they were written. */
function stage(known: readonly string[] = []) {
  const steps: string[] = [];
  const published: string[] = [];
  const recorded: string[] = [];
  const entries = {
    known: (_: string, keys: readonly string[]) =>
      Promise.resolve(
        new Map(
          keys
            .filter((key) => known.includes(key))
            .map((key) => [key, { fingerprint: 'old', articleId: 'a' }]),
        ),
      ),
    knownArticles: () => Promise.resolve(new Set<string>()),
    record: (_: string, seen: readonly SeenEntry[]) => {
      steps.push(`record ${seen.length}`);
      recorded.push(...seen.map(({ key }) => key));
      return Promise.resolve();
    },
  };
  const publisher = {
    publish: ({ events }: Publication) => {
      published.push(...events.map(({ id }) => id));
      if (steps.at(-1) !== 'publish') steps.push('publish');
      return Promise.resolve();
    },
  };
  const patience = new Patience(new AbortController().signal);
  const discovery = new EntryDiscovery({ publisher, storage: { entries: entries as never }, patience });
  return { discovery, steps, published, recorded };
}

async function itemsOf(count: number) {
  const items = Array.from(
    { length: count },
    (_, i) =>
      `<item><guid>g${i}</guid><link>https://outlet.example/${i}</link><title>Tide ${i}</title></item>`,
  );
  const text = `<rss version="2.0"><channel><title>Harbour</title>${items.join('')}</channel></rss>`;
  return (await parseFeed(Buffer.from(text), { url: feed.url, headers: {} })).items;
}

it('lets others take their turns between the slices of a large document, and records each slice after it is published', async () => {
  const { discovery, steps, published, recorded } = stage();
  const items = await itemsOf(1_000);
  let others = 0;
  let isOver = false;
  const other = () => {
    others += 1;
    if (!isOver) setImmediate(other);
  };
  setImmediate(other);
  const brought = await discovery.discover(feed, items, { at, foundBy: 'poll' });
  isOver = true;
  // Four slices to name, four to publish.
  expect(others).toBeGreaterThanOrEqual(7);
  expect(steps).toEqual(Array(4).fill(['publish', 'record 250']).flat());
  expect([brought.newEntries, new Set(published).size, new Set(recorded).size]).toEqual([
    1_000, 1_000, 1_000,
  ]);
});

it('tells of one article once where two slices show it with the same text, and records both entries', async () => {
  const { discovery, published, recorded } = stage();
  const items = await itemsOf(400);
  const [first] = items;
  if (!first) throw new Error('no items');
  const brought = await discovery.discover(feed, [...items, { ...first, id: 'another' }], {
    at,
    foundBy: 'poll',
  });
  expect([published.length, recorded.length, brought.newEntries]).toEqual([400, 401, 401]);
});
