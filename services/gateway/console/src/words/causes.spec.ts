import type { LetterGroup, FeedHealthReport } from '../api/types.js';
import { causesOf } from './causes.js';

type FeedCause = FeedHealthReport['causes'][number];
const cause = (change: Partial<FeedCause>): FeedCause => ({
  state: 'failing',
  class: 'timeout',
  host: 'down.example',
  feeds: 1,
  since: '2026-03-03T09:00:00Z',
  reason: 'no answer',
  remedy: null,
  entriesPerDay: null,
  worst: { feedId: 'f1', title: 'The Tribune', url: 'https://down.example/rss' },
  ...change,
});
const letters = (id: string, count: number): LetterGroup =>
  ({ id, stage: 'parse', code: 'type_error', count, firstSeenAt: '2026-03-03T09:00:00Z' }) as LetterGroup;

it('leads from many feeds of a host to their list', () => {
  expect(causesOf([cause({ feeds: 40, entriesPerDay: 120.4 })], [])).toMatchObject([
    {
      what: 'down.example fails',
      cost: '40 feeds, usually 120 entries a day: no answer',
      href: '/feeds?health=failing&host=down.example',
      tone: 'bad',
    },
  ]);
});

it('leads from a single feed to its page, by its name', () => {
  expect(causesOf([cause({ state: 'drop' })], [])).toMatchObject([
    { what: 'The Tribune brings too little', cost: 'no answer', href: '/feeds/f1', tone: 'warn' },
  ]);
});

it('puts dead letters first, one cause for each fault that still waits', () => {
  const causes = causesOf([cause({})], [letters('x', 12), letters('y', 0)]);
  expect(causes.map(({ cost }) => cost)).toEqual(['12 messages wait in quarantine', 'no answer']);
});
