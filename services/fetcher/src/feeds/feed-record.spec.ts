import { checkAgainst, FeedRecord } from '@dateline/contracts';
import { feedRecordOf } from './feed-record.js';

const stored = {
  feedId: 'f-1',
  revision: 7,
  url: 'https://feeds.carrier.example/lindhaven.xml',
  siteUrl: 'https://www.harbour.example/news',
  title: 'Harbour Post',
  labels: ['Local', 'Ports'],
  kind: 'rss',
  state: 'active' as const,
  stateReason: null,
  duplicateOf: null,
  createdAt: new Date('2026-03-03T09:00:00Z'),
  updatedAt: new Date('2026-03-03T10:00:00Z'),
};

it('tells what a feed is, by its contract', () => {
  const record = feedRecordOf(stored);
  expect(checkAgainst(FeedRecord, record)).toEqual({ ok: true, value: record });
  expect(record).toMatchObject({
    outlet: 'harbour.example',
    labels: ['Local', 'Ports'],
    addedAt: '2026-03-03T09:00:00.000Z',
  });
});

it.each([
  ['no site', null, 'carrier.example'],
  ['a site that cannot be read', 'mailto:', 'carrier.example'],
  ['a site on a shared host', 'https://north.wordpress.com/', 'north.wordpress.com'],
])('knows the outlet of a feed with %s', (_case, siteUrl, outlet) => {
  expect(feedRecordOf({ ...stored, siteUrl }).outlet).toBe(outlet);
});
