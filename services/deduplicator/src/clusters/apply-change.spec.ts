import type { ClusterChange, ClusterMember, ClusterRecord } from '@dateline/contracts';
import { applyChange, RULE } from './apply-change.js';

const at = '2026-03-03T10:00:00.000Z';
const clusterId = 'c'.repeat(32);
const other = 'd'.repeat(32);

const member = (articleId: string, change: Partial<ClusterMember> = {}): ClusterMember => ({
  articleId,
  publishedAt: articleId === 'a' ? '2026-03-03T07:00:00.000Z' : '2026-03-03T08:00:00.000Z',
  datePrecision: 'minute',
  outlet: `${articleId}.example`,
  publisher: articleId,
  credits: [],
  of: 'a',
  score: 0.8,
  rule: 'jaccard 1.1.0',
  joinedAt: at,
  joinedBy: 'rule',
  ...change,
});
const first = member('a', { of: null, score: null, rule: 'first' });
type Change = ClusterChange['change'];
const join = (...members: ClusterMember[]): Change => ({ kind: 'join', members, order: null });
const order = { reason: 'the desk says so', requestedBy: 'desk' };
const change = (before: ClusterRecord | null, what: Change) =>
  applyChange(before, { clusterId, change: what, at });
/** The cluster after changes, one by one. */
const after = (...changes: Change[]): ClusterRecord => {
  let record: ClusterRecord | null = null;
  for (const one of changes) ({ record } = change(record, one));
  return record!;
};
const idsOf = ({ members }: { members: ClusterMember[] }) => members.map(({ articleId }) => articleId);

it('forms with two, grows, and names the original by date', () => {
  const pair = after(join(first, member('b')));
  expect(pair).toMatchObject({ version: 1, size: 2, original: 'a', originalBy: 'date' });
  const three = after(join(first, member('b')), join(first, member('c')));
  expect(three).toMatchObject({ version: 2, size: 3, originalBy: 'date' });
  expect(idsOf(three)).toEqual(['a', 'b', 'c']);
});

it('names by credit the one whom the others name as their source', () => {
  const record = after(join(first, member('b', { publisher: 'Wire' }), member('c', { credits: ['Wire'] })));
  expect(record).toMatchObject({ original: 'b', originalBy: 'credit' });
});

it('is changed by nothing that it knows, and by one alone to no cluster', () => {
  const record = after(join(first, member('b')));
  expect(change(record, join(first, member('b')))).toMatchObject({ record, to: null });
  expect(change(null, join(first)).record).toMatchObject({ version: 0, size: 0 });
  expect(change(record, { kind: 'leave', articleIds: ['z'] }).record).toBe(record);
  expect(change(record, { kind: 'split', articleIds: ['z'], newClusterId: other, ...order })).toMatchObject({
    record,
    moved: [],
    to: null,
  });
});

it('passes on, once merged, its members and whoever joins it later', () => {
  const record = after(join(first, member('b')));
  const merged = change(record, { kind: 'merge', into: other, ...order });
  expect(merged).toMatchObject({
    record: { size: 0, members: [], mergedInto: other, version: 2 },
    to: other,
  });
  expect(merged.moved.map(({ joinedBy }) => joinedBy)).toEqual(['operator', 'operator']);
  expect(merged.record.orders).toMatchObject([{ kind: 'merge', other, articleIds: ['a', 'b'], ...order }]);
  expect(change(merged.record, join(first, member('c')))).toMatchObject({ record: merged.record, to: other });
  expect(change(merged.record, { kind: 'merge', into: 'e', ...order })).toMatchObject({
    moved: [],
    to: null,
  });
  expect(change(record, { kind: 'merge', into: clusterId, ...order }).record).toBe(record);
  const byRule = change(record, { kind: 'merge', into: other, reason: 'both', requestedBy: RULE });
  expect(byRule.moved.map(({ joinedBy }) => joinedBy)).toEqual(['rule', 'rule']);
});

it('lets no rule bring back who was split off, but an operator', () => {
  const record = after(join(first, member('b'), member('c')));
  const split = change(record, { kind: 'split', articleIds: ['b'], newClusterId: other, ...order });
  expect(split).toMatchObject({ record: { size: 2, separated: ['b'], version: 2 }, to: other });
  expect(split.moved).toMatchObject([{ articleId: 'b', joinedBy: 'operator' }]);
  const again = change(split.record, join(first, member('b')));
  expect(again.record).toEqual(split.record);
  const ordered = {
    kind: 'join' as const,
    members: [member('b')],
    order: { kind: 'merge' as const, from: other, ...order },
  };
  expect(change(split.record, ordered).record).toMatchObject({ size: 3, separated: [] });
});

it('counts who it does not list, each once', () => {
  const many = Array.from({ length: 1_003 }, (_, i) => member(`m${i}`));
  const record = after(join(first, ...many));
  expect([record.size, record.members.length]).toEqual([1_004, 1_000]);
  const unlisted = { ...many[1_002]!, of: null };
  expect(change(record, join(unlisted, member('new', { of: 'm1002' }))).record.size).toBe(1_005);
});
