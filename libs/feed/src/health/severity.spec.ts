import { HEALTH_STATES, type HealthState } from './health.types.js';
import { compareSeverity, severityOf } from './severity.js';
import { noCounts, summariseHealth } from './summarise-health.js';

const feed = (feedId: string, state: HealthState, changed: object = {}) => ({
  feedId,
  priority: 'normal' as const,
  expectedPerDay: null,
  health: { state, since: new Date('2026-05-01T00:00:00Z'), class: null },
  ...changed,
});
const inOrder = (feeds: ReturnType<typeof feed>[]) =>
  [...feeds].sort((a, b) => compareSeverity(severityOf(a), severityOf(b))).map(({ feedId }) => feedId);

it('puts the worst first: by state, priority, usual volume, time and id', () => {
  const states = HEALTH_STATES.map((state) => feed(state, state));
  expect(inOrder([...states].reverse())).toEqual(HEALTH_STATES);
  const alike = [
    feed('small', 'failing', { expectedPerDay: 2 }),
    feed('later', 'failing', { health: { state: 'failing', since: new Date('2026-05-02'), class: null } }),
    feed('b', 'failing'),
    feed('a', 'failing'),
    feed('large', 'failing', { expectedPerDay: 90 }),
    feed('first', 'failing', { priority: 'high' }),
    feed('last', 'failing', { priority: 'low' }),
  ];
  expect(inOrder(alike)).toEqual(['first', 'large', 'small', 'a', 'b', 'later', 'last']);
  const key = severityOf(feed('a', 'silent'));
  expect(compareSeverity(key, key)).toBe(0);
});

it('puts a healthy feed whose last poll failed before the others', () => {
  const shaky = feed('shaky', 'healthy', { health: { state: 'healthy', since: null, class: 'timeout' } });
  expect(inOrder([feed('calm', 'healthy'), shaky])).toEqual(['shaky', 'calm']);
});

it.each([
  [{}, 'There is no feed.'],
  [{ healthy: 1 }, 'The only feed is healthy.'],
  [{ healthy: 412 }, 'All 412 feeds are healthy.'],
  [{ healthy: 409, failing: 2, silent: 1 }, '2 of 412 feeds fail, 1 is silent; 409 are healthy.'],
  [{ never_succeeded: 1 }, '1 of 1 feed has never succeeded; 0 are healthy.'],
])('%j in a sentence', (counts, sentence) => {
  expect(summariseHealth({ ...noCounts(), ...counts })).toBe(sentence);
});
