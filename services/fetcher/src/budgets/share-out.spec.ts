import { shareOut, type Room } from './share-out.js';

const ROOM: Room = {
  FEED_NEW_ENTRIES_PER_POLL: Infinity,
  FEED_NEW_ENTRIES_PER_DAY: 100,
  HOST_NEW_ENTRIES_PER_DAY: 100,
  FEED_WAITING_PAGES: 100,
  roomAt: () => 100,
};
const entries = ['a1', 'a2', 'b1', 'a3', 'b2'];
const share = (room: Partial<Room>) => shareOut(entries, (entry) => entry.slice(0, 1), { ...ROOM, ...room });

it('takes all of it where there is room', () => {
  expect(share({})).toEqual({ taken: entries, over: [], limits: [] });
});

it.each<[Partial<Room>, string[], string]>([
  [{ FEED_NEW_ENTRIES_PER_POLL: 2 }, ['a1', 'a2'], 'FEED_NEW_ENTRIES_PER_POLL'],
  [{ FEED_NEW_ENTRIES_PER_DAY: 1 }, ['a1'], 'FEED_NEW_ENTRIES_PER_DAY'],
  [{ HOST_NEW_ENTRIES_PER_DAY: -3 }, [], 'HOST_NEW_ENTRIES_PER_DAY'],
  [{ FEED_WAITING_PAGES: 3 }, ['a1', 'a2', 'b1'], 'FEED_WAITING_PAGES'],
  [{ roomAt: (host) => (host === 'a' ? 1 : 9) }, ['a1', 'b1', 'b2'], 'HOST_WAITING_PAGES'],
  [{ roomAt: () => -1 }, [], 'HOST_WAITING_PAGES'],
])('with %j takes %j in order, and names what it met', (room, taken, limit) => {
  const found = share(room);
  expect(found.taken).toEqual(taken);
  expect(found.over).toEqual(entries.filter((entry) => !taken.includes(entry)));
  expect(found.limits).toEqual([limit]);
});
