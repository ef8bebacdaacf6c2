import type { AnnouncedChange } from '../access/change-log.js';
import type { LetterGroup } from './letter-groups.js';
import { retryGroups } from './retry-groups.js';

const group = (id: string, change: Partial<LetterGroup> = {}): LetterGroup => ({
  ...{ id, service: 'parser', stage: 'parse', code: 'TypeError', origin: '', host: null, version: '1' },
  ...{ count: 2, releasable: 2, firstSeenAt: '', lastSeenAt: '', samples: [] },
  ...change,
});

function scene(groups: LetterGroup[], versions: Record<string, string>, fails = false) {
  const released: string[] = [];
  const noted = new Set<string>();
  const changes: AnnouncedChange[] = [];
  const run = () =>
    retryGroups({
      quarantine: {
        groups: () => Promise.resolve(groups),
        release: (choice) => {
          if (fails) return Promise.reject(new Error('Kafka is away'));
          released.push('group' in choice ? choice.group : '');
          return Promise.resolve({ settled: [], stuck: 0 });
        },
      },
      versions: { all: () => Promise.resolve(new Map(Object.entries(versions))) },
      retries: {
        has: (retry) => Promise.resolve(noted.has(JSON.stringify(retry))),
        note: (retry) => Promise.resolve(void noted.add(JSON.stringify(retry))),
      },
      log: {
        record: async (change, work) => {
          changes.push(change);
          return work();
        },
      },
      now: () => new Date(0),
      onRetry: () => undefined,
    });
  return { run, released, changes, noted };
}

it('puts back what another version failed at, once for each version, and says so in the audit log', async () => {
  const versions: Record<string, string> = { parser: '2' };
  const on = scene([group('a'), group('b', { version: '2' })], versions);
  await on.run();
  await on.run();
  expect(on.released).toEqual(['a']);
  expect(on.changes).toMatchObject([
    { action: 'dead_letters.release', target: 'a', by: { name: 'dateline', door: 'schedule' } },
  ]);
  versions['parser'] = '3';
  await on.run();
  expect(on.released).toEqual(['a', 'a', 'b']);
});

it('leaves alone what cannot be put back, and services that never started', async () => {
  const on = scene([group('a', { releasable: 0 }), group('b', { service: 'indexer' })], { parser: '2' });
  await on.run();
  expect(on.released).toEqual([]);
});

it('tries again what failed', async () => {
  const on = scene([group('a')], { parser: '2' }, true);
  await expect(on.run()).rejects.toThrow('Kafka is away');
  expect(on.noted.size).toBe(0);
});
