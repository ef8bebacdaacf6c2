import { CLASS_REMEDIES } from './health-remedies.js';
import { HEALTH_STATES, type HealthFacts } from './health.types.js';
import { judgeHealth } from './judge-health.js';

const NOW = new Date('2026-05-20T12:00:00Z');
const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

const facts = (changed: Partial<HealthFacts> = {}): HealthFacts => ({
  state: 'active',
  stateReason: null,
  stateSince: null,
  createdAt: ago(2_000),
  updatedAt: ago(1),
  lastFetchAt: ago(1),
  lastSuccessAt: ago(1),
  nextFetchAt: ago(-1),
  intervalSeconds: 3_600,
  policy: { intervalSeconds: null },
  duplicateOf: null,
  failure: { consecutive: 0, lastClass: null, lastMessage: null },
  problem: null,
  losses: { lastAt: null, lastSince: null, lastBackfill: null },
  volume: null,
  ...changed,
});
const failed = (lastClass: string, consecutive = 3, lastMessage = 'what it said') => ({
  failure: { consecutive, lastClass, lastMessage },
});
const volume = (state: string) => ({
  state,
  stateSince: ago(3),
  silentSince: state === 'silent' ? ago(30) : null,
  expected: 41.6,
  found: state === 'silent' ? 0 : 2,
  windowHours: state === 'silent' ? 30 : 24,
});
const damaged = { kind: 'damaged', reason: 'the document is cut off', since: ago(5) } as const;

describe('a feed that brings no document', () => {
  it.each([
    ['is well while its last success is under a day ago', failed('http_5xx'), ago(23), 'healthy', null],
    ['fails after a day', failed('http_5xx'), ago(25), 'failing', ago(25)],
    ['is refused after a day', failed('blocked'), ago(25), 'blocked', ago(25)],
    ['is refused at once by robots.txt', failed('robots_disallowed', 1), ago(1), 'blocked', ago(1)],
    ['is refused at once by our own policy', failed('forbidden_address', 1), ago(1), 'blocked', ago(1)],
    [
      'never succeeded, told at its first failure',
      failed('not_a_feed', 1),
      null,
      'never_succeeded',
      ago(2_000),
    ],
    ['was always refused', failed('blocked', 1), null, 'blocked', ago(2_000)],
  ] as const)('%s', (...[, failure, lastSuccessAt, state, since]) => {
    const health = judgeHealth(facts({ ...failure, lastSuccessAt }), NOW);
    expect(health).toMatchObject({ state, since, class: failure.failure.lastClass });
    expect(health.reason).toContain('what it said');
    expect(health.remedy).not.toBeNull();
  });

  it.each([
    ['its own interval', { intervalSeconds: 12 * 3_600 }],
    ["the operator's", { policy: { intervalSeconds: 12 * 3_600 } }],
  ])('has three intervals if they are longer than a day: %s', (_, interval) => {
    const stateAfter = (hours: number) =>
      judgeHealth(facts({ ...failed('timeout'), ...interval, lastSuccessAt: ago(hours) }), NOW).state;
    expect([stateAfter(35), stateAfter(37)]).toEqual(['healthy', 'failing']);
  });

  it('says how long and how often', () => {
    const { reason } = judgeHealth(
      facts({ ...failed('http_5xx', 14, 'status 502'), lastSuccessAt: ago(50) }),
      NOW,
    );
    expect(reason).toBe('no success for 2 days; 14 failures in a row, the last http_5xx: status 502');
  });
});

describe('a feed that nobody polls', () => {
  it.each([
    ['overdue after its last success', { lastSuccessAt: ago(40), nextFetchAt: ago(20) }, 'failing'],
    [
      'never polled',
      { lastSuccessAt: null, lastFetchAt: null, createdAt: ago(40), nextFetchAt: ago(40) },
      'never_succeeded',
    ],
  ] as const)('is told of: %s', (_, times, state) => {
    expect(judgeHealth(facts(times), NOW)).toMatchObject({ state, class: 'not_polled' });
  });

  it.each([
    ['due only later, as its publisher asked', { lastSuccessAt: ago(90), nextFetchAt: ago(-6) }, null],
    ['resumed a moment ago', { lastSuccessAt: ago(900), nextFetchAt: ago(0.1) }, null],
    [
      'new',
      { lastSuccessAt: null, lastFetchAt: null, createdAt: ago(0.1), nextFetchAt: ago(0.1) },
      'not_yet_polled',
    ],
  ] as const)('is well: %s', (_, times, kind) => {
    expect(judgeHealth(facts(times), NOW)).toMatchObject({ state: 'healthy', class: kind, remedy: null });
  });
});

describe('a feed that answers', () => {
  it.each([
    ['damaged', { problem: damaged, lastSuccessAt: null }, ago(5)],
    ['flooding', { problem: { ...damaged, kind: 'flooding' } }, ago(5)],
    ['losing', { losses: { lastAt: ago(2), lastSince: ago(4), lastBackfill: null } }, ago(4)],
    ['silent', { volume: volume('silent') }, ago(30)],
    ['drop', { volume: volume('drop') }, ago(3)],
    ['healthy', { volume: volume('ok') }, null],
  ] as const)('%s', (state, changed, since) => {
    expect(judgeHealth(facts(changed as Partial<HealthFacts>), NOW)).toMatchObject({ state, since });
  });

  it.each([
    ['found by a search', { at: ago(1), outcome: 'closed' }, ago(2), 'healthy'],
    ['not found', { at: ago(1), outcome: 'no_source' }, ago(2), 'losing'],
    ['found in an earlier search', { at: ago(9), outcome: 'closed' }, ago(2), 'losing'],
    ['of the day before yesterday', null, ago(40), 'healthy'],
  ])('lost entries: %s', (_, lastBackfill, lastAt, state) => {
    const losses = { lastAt, lastSince: ago(44), lastBackfill };
    expect(judgeHealth(facts({ losses }), NOW).state).toBe(state);
  });

  it('says what is usual', () => {
    const reasonOf = (state: string) => judgeHealth(facts({ volume: volume(state) }), NOW).reason;
    expect(reasonOf('silent')).toBe('no entry in 30 hours, where about 42 are usual');
    expect(reasonOf('drop')).toBe('2 entries in 24 hours, where about 42 are usual');
  });
});

it('tells the gravest of several defects', () => {
  const all = {
    problem: damaged,
    volume: volume('silent'),
    losses: { lastAt: ago(2), lastSince: ago(4), lastBackfill: null },
  };
  expect(judgeHealth(facts({ ...all, ...failed('dns'), lastSuccessAt: ago(30) }), NOW).state).toBe('failing');
  expect(judgeHealth(facts(all), NOW).state).toBe('damaged');
  expect(judgeHealth(facts({ ...all, problem: null }), NOW).state).toBe('losing');
  expect(judgeHealth(facts({ ...all, state: 'paused' }), NOW).state).toBe('paused');
});

it.each([
  ['paused', { state: 'paused', stateReason: 'moving house', stateSince: ago(7) }, null],
  ['paused', { state: 'paused', stateReason: 'moved', stateSince: ago(7), duplicateOf: 'f2' }, 'duplicate'],
  ['gone', { state: 'gone', stateReason: 'status 410', stateSince: ago(7), ...failed('gone') }, null],
] as const)('%s is told with its reason', (state, changed, kind) => {
  const { stateReason } = changed;
  expect(judgeHealth(facts(changed), NOW)).toMatchObject({
    state,
    since: ago(7),
    class: kind,
    reason: stateReason,
  });
});

it('says what to do about every state and class but the well ones', () => {
  for (const kind of Object.keys(CLASS_REMEDIES).filter((one) => one !== 'not_polled' && one !== 'duplicate'))
    expect(judgeHealth(facts({ ...failed(kind), lastSuccessAt: null }), NOW).remedy).toBe(
      CLASS_REMEDIES[kind],
    );
  const unknown = judgeHealth(facts({ ...failed('a class to come'), lastSuccessAt: ago(40) }), NOW);
  expect(unknown.remedy).not.toBeNull();
  expect(new Set(HEALTH_STATES).size).toBe(HEALTH_STATES.length);
});
