import { MemoryDedupStore } from '@dateline/storage/testing';
import { at, parsed, stageOn, textOf, type Given } from '../../test/parsed-articles.js';
import type { DecisionRecord, KnownHashes } from './decision-record.js';

const TITLE = 'Harbour crane comes down before the winter';
const now = at(100);
const kill = (url: string, more: Partial<Given> = {}) =>
  parsed({ url, headline: `MANDATORY KILL: ${TITLE}`, body: 'Editors, please kill the story.', ...more });

/** What the stage makes of a notice after its story, and what it notes of it. */
async function after(story: Given, notice: ReturnType<typeof parsed>) {
  const store = new MemoryDedupStore<KnownHashes, DecisionRecord>();
  const noted: DecisionRecord[] = [];
  const stage = stageOn(store, { observe: (outcome) => noted.push(outcome) });
  await stage.run([parsed({ headline: TITLE, ...story })], now);
  const [result] = await stage.run([notice], now);
  return { events: result?.events ?? [], ending: noted.at(-1)?.ending, result };
}

it.each([
  ['https://north.wordpress.com/crane', 'https://north.wordpress.com/kill'],
  ['https://medium.com/@north/crane-1', 'https://north.medium.com/kill-2'],
  ['https://www.tribune.example/crane', 'https://wire.tribune.example/kill'],
])('%s is withdrawn by a notice at %s of its own outlet', async (story, notice) => {
  const { events, ending } = await after({ url: story, body: textOf(1) }, kill(notice));
  expect(events).toHaveLength(1);
  expect(ending).toMatchObject({ kind: 'killed', story: expect.any(String) });
});

it.each([
  ['https://north.wordpress.com/crane', 'https://south.wordpress.com/kill'],
  ['https://north.substack.com/p/crane', 'https://south.substack.com/p/kill'],
  ['https://medium.com/@north/crane-1', 'https://medium.com/@south/kill-2'],
  ['https://sites.google.com/view/north/crane', 'https://sites.google.com/view/south/kill'],
  ['https://blog.naver.com/north/1', 'https://blog.naver.com/south/2'],
  ['https://tribune.example/crane', 'https://gazette.example/kill'],
])('%s is not withdrawn by a notice at %s', async (story, notice) => {
  const { events, result, ending } = await after({ url: story, body: textOf(1) }, kill(notice));
  expect(events).toEqual([]);
  expect(result).toMatchObject({ outcome: 'rejected', reason: 'kill_notice' });
  expect(ending).toMatchObject({ kind: 'killed', story: null, ignored: 'not_known' });
});

it('does not believe a notice that calls the other outlet its publisher', async () => {
  const story = { url: 'https://tribune.example/crane', body: textOf(1), guid: 'g1' };
  const notice = kill('https://gazette.example/kill', { guid: 'g1' });
  notice.event.data.article.publisher = {
    name: 'Tribune',
    asPrinted: null,
    domain: 'tribune.example',
  };
  const { events, ending, result } = await after(story, notice);
  expect(events).toEqual([]);
  expect(ending).toMatchObject({ story: null, ignored: 'other_outlet', named: expect.any(String) });
  expect(result).toMatchObject({ detail: expect.stringContaining('of another outlet') });
});

it.each([
  [undefined, 0, 'no_authority'],
  ['stranger', 0, 'no_authority'],
  ['own_feed', 1, undefined],
  ['trusted_feed', 1, undefined],
] as const)(
  'hears the word of a feed with the authority %p by its right',
  async (authority, orders, ignored) => {
    const url = 'https://tribune.example/crane';
    const notice = kill('https://tribune.example/kill');
    Object.assign(notice.event.data, { ...(authority ? { authority } : {}) });
    notice.event.data.fetch = { ...notice.event.data.fetch, status: null, source: 'feed' };
    const { events, ending } = await after({ url, body: textOf(1) }, notice);
    expect(events).toHaveLength(orders);
    expect(ending).toMatchObject({ kind: 'killed', ...(ignored ? { ignored } : {}) });
  },
);

it('lets no feed revise the article of one outlet by an entry that it moved to another', async () => {
  const store = new MemoryDedupStore<KnownHashes, DecisionRecord>();
  const stage = stageOn(store);
  const victim = parsed({
    url: 'https://tribune.example/crane',
    headline: TITLE,
    body: textOf(1),
    guid: 'g1',
  });
  const moved = parsed({
    url: 'https://gazette.example/crane',
    headline: TITLE,
    body: `${textOf(1)} ${textOf(2, 3)}`,
    guid: 'g1',
  });
  await stage.run([victim], now);
  const [result] = await stage.run([moved], now);
  const decided = result?.events?.map(({ data }) => (data as { decision?: string }).decision);
  expect(decided).toContain('near_duplicate');
  expect(decided).not.toContain('revision');
});
