import {
  classifyFailure,
  codeOf,
  describeError,
  isDefect,
  isLeaderMoved,
  isRefusedByBroker,
  isTransactionBusy,
  PermanentError,
  TransientError,
} from './messaging.errors.js';

const broker = (type: string) => Object.assign(new Error(type), { type });
const wrapped = (cause: unknown) => new Error('outer', { cause: new Error('middle', { cause }) });

it.each<[string, unknown]>([
  ['permanent', new PermanentError('poison', 'never')],
  ['permanent', new TypeError('a defect')],
  ['permanent', new SyntaxError('a defect')],
  ['permanent', new ReferenceError('a defect')],
  ['transient', new TransientError('away', 'later')],
  ['transient', new Error('database away')],
  ['unknown', new Error('who knows')],
  ['unknown', 'a thrown string'],
])('classifies as %s: %s', (kind, error) => {
  const isTransient = (e: unknown) => e instanceof Error && e.message === 'database away';
  expect(classifyFailure(error, isTransient)).toBe(kind);
});

it('does not let an adapter turn a permanent failure into a transient one', () => {
  expect(classifyFailure(new PermanentError('poison', 'never'), () => true)).toBe('permanent');
});

it('finds the word of the broker under any wrapping', () => {
  expect(isRefusedByBroker(wrapped(broker('MESSAGE_TOO_LARGE')))).toBe(true);
  expect(isTransactionBusy(wrapped(broker('CONCURRENT_TRANSACTIONS')))).toBe(true);
  expect(isLeaderMoved(wrapped(broker('NOT_LEADER_FOR_PARTITION')))).toBe(true);
  expect(isLeaderMoved(wrapped(new TransientError('leader_moved', 'moved')))).toBe(true);
  expect(isDefect(wrapped(new RangeError('a defect')))).toBe(true);
  const other = wrapped(broker('REQUEST_TIMED_OUT'));
  expect([isRefusedByBroker, isTransactionBusy, isLeaderMoved, isDefect].map((is) => is(other))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

it('ends at a cause that leads back to itself', () => {
  const error = new Error('round');
  error.cause = error;
  expect(isDefect(error)).toBe(false);
  expect(describeError(error)).toContain('round');
});

it('names any thrown value', () => {
  expect(codeOf(new PermanentError('poison', ''))).toBe('poison');
  expect(codeOf(new RangeError('x'))).toBe('RangeError');
  expect(codeOf(Object.assign(new Error('x'), { code: 7 }))).toBe('Error');
  expect(codeOf(undefined)).toBe('non_error_thrown');
  expect(describeError(wrapped('plain'))).toBe('Error: outer <- Error: middle <- plain');
});
