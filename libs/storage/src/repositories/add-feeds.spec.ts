import { playDatabase } from '../../test/played/play-database.js';
import { documents, refused } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { addFeeds } from './add-feeds.js';

const { models, played } = playDatabase();
const woken: [ReadonlyMap<string, Date>, ReadonlyMap<string, Date>][] = [];
const frontier = {
  wakeHostsFor: (...maps: [ReadonlyMap<string, Date>, ReadonlyMap<string, Date>]) =>
    Promise.resolve(void woken.push(maps)),
};
const feed = (name: string, hostKey = `${name}.example`) => ({
  url: `https://${hostKey}/${name}`,
  hostKey,
  origin: { type: 'api' as const, ref: null },
  intervalSeconds: 900,
  now,
});
const stored = (name: string, changes: object = {}) => ({
  _id: `id-${name}`,
  url: feed(name).url,
  state: 'active',
  hostKey: `${name}.example`,
  nextFetchAt: after(9_000),
  ...changes,
});
const add = (...names: string[]) =>
  addFeeds(
    models,
    frontier,
    names.map((name) => feed(name)),
  );

beforeEach(() => (woken.length = 0));

it('inserts the feeds that are not there, in the order that was asked for', async () => {
  played().answer('find feeds', documents(stored('b')));
  const added = await add('a', 'b');
  expect(added.map(({ url, created }) => [url, created])).toEqual([
    [feed('a').url, true],
    [feed('b').url, false],
  ]);
  expect(added[1]?.feedId).toBe('id-b');
  expect(played().inserted('feeds')).toMatchObject([
    { url: feed('a').url, nextFetchAt: now, state: 'active' },
  ]);
  expect(woken).toEqual([[new Map([['a.example', now]]), new Map([['b.example', after(9_000)]])]]);
});

it('gives the feed of somebody who added the address meanwhile', async () => {
  played().answer('find feeds', documents(), documents(stored('a')));
  played().answer('insert feeds', refused([0]));
  expect(await add('a')).toEqual([{ feedId: 'id-a', url: feed('a').url, created: false }]);
});

it('wakes no host for a feed that is paused', async () => {
  played().answer('find feeds', documents(stored('a', { state: 'paused' })));
  await add('a');
  expect(woken).toEqual([[new Map(), new Map()]]);
});

it('wakes a host for the first of its feeds', async () => {
  const row = (name: string, at: number) => ({
    ...stored(name),
    hostKey: 'paper.example',
    nextFetchAt: after(at),
  });
  played().answer('find feeds', documents(row('a', 9), row('b', 3), row('c', 5)));
  await add('a', 'b', 'c');
  expect(woken[0]?.[1]).toEqual(new Map([['paper.example', after(3)]]));
});

it('asks for nothing where nothing is added', async () => {
  expect(await add()).toEqual([]);
  expect(played().commands).toEqual([]);
});
