import { BadCursor } from '@dateline/storage';
import { FeedBoard } from './feed-board.js';
import { reportHealth } from './report-health.js';
import { pageOf, selectFeeds } from './select-feeds.js';
import { sampleRow } from '../../test/fixtures/sample-rows.js';

const NOW = new Date('2026-05-20T12:00:00Z');
const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const failure = (lastClass: string) => ({
  failure: { ...sampleRow('x', NOW).failure, consecutive: 4, lastClass, lastMessage: 'status 502' },
});
const rows = [
  sampleRow('well', NOW, { labels: ['Local'], title: 'Harbour Courier' }),
  sampleRow('down-1', NOW, { ...failure('http_5xx'), lastSuccessAt: ago(30), labels: ['Local', 'Sport'] }),
  sampleRow('down-2', NOW, { ...failure('http_5xx'), lastSuccessAt: ago(50) }),
  sampleRow('never', NOW, { ...failure('not_a_feed'), lastSuccessAt: null, hostKey: 'other.example' }),
  sampleRow('resting', NOW, { state: 'paused', stateReason: 'summer', stateSince: ago(9) }),
];
const boardOf = (found = rows) => {
  let reads = 0;
  const feeds = { rows: () => Promise.resolve((reads++, found)) };
  return { board: new FeedBoard(feeds, () => NOW), reads: () => reads };
};
const ids = (found: { feedId: string }[]) => found.map(({ feedId }) => feedId);

it('puts the worst first, and reads anew only after a change', async () => {
  const { board, reads } = boardOf();
  expect(ids(await board.rows())).toEqual(['down-2', 'down-1', 'never', 'resting', 'well']);
  await board.rows();
  expect(reads()).toBe(1);
  board.forget();
  await board.rows();
  expect(reads()).toBe(2);
});

it('keeps no reading that failed', async () => {
  let isAway = true;
  const feeds = { rows: () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(rows)) };
  const board = new FeedBoard(feeds, () => NOW);
  await expect(board.rows()).rejects.toThrow('away');
  isAway = false;
  expect(await board.rows()).toHaveLength(rows.length);
});

it.each([
  [{}, ['down-2', 'down-1', 'never', 'resting', 'well']],
  [{ health: 'failing,never_succeeded' }, ['down-2', 'down-1', 'never']],
  [{ label: 'Local' }, ['down-1', 'well']],
  [{ label: 'Loc' }, []],
  [{ host: 'OTHER.example' }, ['never']],
  [{ state: 'paused' as const }, ['resting']],
  [{ q: 'courier HARBOUR' }, ['well']],
  [{ q: 'sport', health: 'failing' }, ['down-1']],
])('selects %j', async (filter, expected) => {
  expect(ids(selectFeeds(await boardOf().board.rows(), filter))).toEqual(expected);
});

it.each(['worst', 'id'] as const)('pages through all, %s', async (sort) => {
  const all = await boardOf().board.rows();
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const { page, next } = pageOf(all, { sort, after, limit: 2 });
    seen.push(...ids(page));
    after = next ?? undefined;
  } while (after !== undefined);
  expect(seen).toEqual(sort === 'id' ? ids(all).toSorted() : ids(all));
});

it('goes on behind a feed that is no longer there, and refuses what is no cursor', async () => {
  const all = await boardOf().board.rows();
  const { next } = pageOf(all, { sort: 'worst', limit: 1 });
  const left = all.slice(1);
  expect(ids(pageOf(left, { sort: 'worst', after: next ?? '', limit: 9 }).page)).toEqual(ids(left));
  expect(() => pageOf(all, { sort: 'worst', after: 'down-1', limit: 1 })).toThrow(BadCursor);
});

it('reports one cause for the feeds of one host', async () => {
  const { causes, counts, sentence, labels } = reportHealth(await boardOf().board.rows(), NOW);
  expect(causes).toMatchObject([
    { state: 'failing', class: 'http_5xx', host: 'outlet.example', feeds: 2, since: ago(50) },
    { state: 'never_succeeded', class: 'not_a_feed', host: 'other.example', feeds: 1 },
  ]);
  expect(causes[0]?.worst.feedId).toBe('down-2');
  expect(counts).toMatchObject({ failing: 2, never_succeeded: 1, paused: 1, healthy: 1, silent: 0 });
  expect(sentence).toBe('2 of 5 feeds fail, 1 has never succeeded, 1 is paused; 1 is healthy.');
  expect(labels).toEqual([
    { label: 'Local', feeds: 2, healthy: 1, paused: 0 },
    { label: 'Sport', feeds: 1, healthy: 0, paused: 0 },
  ]);
});
