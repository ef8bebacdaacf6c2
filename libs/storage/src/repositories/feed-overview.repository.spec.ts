import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { FeedOverviewRepository } from './feed-overview.repository.js';

const { models, played } = playDatabase();
const overview = new FeedOverviewRepository(models);
const NONE = { '1h': 0, '6h': 0, '1d': 0, '7d': 0 };

it('counts feeds by state, volume and defect, and tells how long they wait', async () => {
  const times = { _id: null, since: after(-7_200_000), due: after(-30_000), ...NONE, '1h': 3 };
  played().answer(
    'aggregate feeds',
    documents({
      states: [{ _id: 'active', n: 4 }],
      volumes: [{ _id: 'learning', n: 1 }],
      problems: [{ _id: 'damaged', n: 2 }],
      times: [times],
    }),
  );
  expect(await overview.read(now)).toEqual({
    states: { active: 4 },
    volumes: { learning: 1 },
    problems: { damaged: 2 },
    withoutSuccess: { ...NONE, '1h': 3 },
    longestWaitSeconds: 7_200,
    longestDelaySeconds: 30,
  });
});

it('says zero where there is no feed, or where none is late', async () => {
  played().answer(
    'aggregate feeds',
    documents(),
    documents({ states: [], volumes: [], problems: [], times: [{ since: null, due: after(9_000) }] }),
  );
  const nothing = {
    states: {},
    volumes: {},
    problems: {},
    withoutSuccess: NONE,
    longestWaitSeconds: 0,
    longestDelaySeconds: 0,
  };
  expect(await overview.read(now)).toEqual(nothing);
  expect(await overview.read(now)).toEqual(nothing);
});

it('judges only polled feeds', async () => {
  await overview.read(now);
  const facet = played().only('aggregate feeds').pipeline?.at(-1)?.['$facet'] as Record<string, unknown[]>;
  const polled = { $match: { state: { $in: ['active', 'failing', 'flooding'] } } };
  for (const name of ['volumes', 'problems', 'times']) expect(facet[name]?.[0]).toEqual(polled);
});

it('says until when a host is leased', async () => {
  const row = { nextAllowedAt: now, crawlDelayMs: 5 };
  played().answer(
    'find frontier_hosts',
    documents({ _id: 'a', ...row, leaseUntil: after(1) }, { _id: 'b', nextAllowedAt: now, leaseUntil: now }),
  );
  expect(await overview.hosts(['a', 'b', 'c'], now)).toEqual(
    new Map([
      ['a', { hostKey: 'a', ...row, leasedUntil: after(1) }],
      ['b', { hostKey: 'b', nextAllowedAt: now, crawlDelayMs: 0, leasedUntil: null }],
    ]),
  );
});
