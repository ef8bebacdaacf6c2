import type { StoredChange } from '@dateline/storage';
import { ChangeLog, type AnnouncedChange } from './change-log.js';
import { ChangePublisher } from './change-publisher.js';

const now = () => new Date('2026-03-03T09:00:00.000Z');
const change: AnnouncedChange = {
  action: 'feed.pause',
  target: 'f1',
  by: { name: 'desk', role: 'operate', door: 'api', address: '127.0.0.1' },
  onBehalfOf: null,
  reason: 'x'.repeat(3_000),
};
const outcomeOf = (end: object) => ('error' in end ? 'failed' : 'done');

function storeOf({ isAway = false } = {}) {
  const lines: string[] = [];
  return {
    lines,
    begin: ({ reason }: { reason: string | null }) => {
      if (isAway) return Promise.reject(new Error('away'));
      lines.push(`begin ${String(reason?.length)}`);
      return Promise.resolve('c1');
    },
    end: (id: string, outcome: string) => {
      lines.push(`${id} ${outcome}`);
      return Promise.resolve();
    },
  };
}

it('writes the line before the change, within the bounds of the contract, and its outcome after it', async () => {
  const store = storeOf();
  const work = () => Promise.resolve(store.lines.push('work'));
  await new ChangeLog(store, now).record(change, work, outcomeOf);
  expect(store.lines).toEqual(['begin 1000', 'work', 'c1 done']);
});

it('makes no change that it cannot write down', async () => {
  const store = storeOf({ isAway: true });
  const work = () => Promise.resolve(store.lines.push('work'));
  await expect(new ChangeLog(store, now).record(change, work, outcomeOf)).rejects.toThrow('away');
  expect(store.lines).toEqual([]);
});

it('passes on why the change failed', async () => {
  const store = storeOf();
  const work = () => Promise.reject(new Error('no such feed'));
  await expect(new ChangeLog(store, now).record(change, work, outcomeOf)).rejects.toThrow('no such feed');
  expect(store.lines.at(-1)).toBe('c1 failed');
});

it('publishes a line before it is marked as published, under its own id', async () => {
  const stored: StoredChange = { ...change, changeId: 'c1', outcome: 'done', at: now() };
  const left = [stored];
  const told: unknown[] = [];
  const publisher = new ChangePublisher({
    changes: {
      lease: () => Promise.resolve(left[0] ?? null),
      published: (id) => Promise.resolve(void (told.push(`published ${id}`), left.shift())),
    },
    publisher: {
      publish: ({ events }) => {
        told.push(...events.map(({ id, subject, data }) => ({ id, subject, data })));
        return Promise.resolve();
      },
    },
    now,
  });
  expect(await publisher.publishNext()).toBe(true);
  expect(await publisher.publishNext()).toBe(false);
  expect(told).toEqual([
    { id: 'c1', subject: 'c1', data: expect.objectContaining({ changeId: 'c1', outcome: 'done' }) },
    'published c1',
  ]);
});
