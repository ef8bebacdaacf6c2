import { confirm, isEmpty, problemsOf, type Suspects } from './find-suspects.js';

const suspects = (check: 'unaccounted' | 'entries_without_trace', found: Record<string, string>): Suspects =>
  new Map([[check, new Map(Object.entries(found))]]);

describe('confirm', () => {
  it('keeps what is found again, unchanged', () => {
    const before = suspects('unaccounted', { lost: '3', moved: '1', gone: '1' });
    const now = suspects('unaccounted', { lost: '3', moved: '2', fresh: '0' });
    const both = confirm(before, now);
    expect(problemsOf(both, new Set())).toEqual([{ check: 'unaccounted', count: 1, sample: ['lost'] }]);
  });

  it('is empty where nothing is found again', () => {
    expect(isEmpty(confirm(suspects('unaccounted', { a: '1' }), suspects('unaccounted', { b: '1' })))).toBe(
      true,
    );
    expect(
      isEmpty(confirm(suspects('unaccounted', { a: '1' }), suspects('entries_without_trace', { a: '1' }))),
    ).toBe(true);
  });
});

it('leaves out the checks that are not settled', () => {
  const found = new Map([
    ...suspects('unaccounted', { a: '1' }),
    ...suspects('entries_without_trace', { b: '' }),
  ]);
  expect(problemsOf(found, new Set(['unaccounted'])).map((p) => p.check)).toEqual(['entries_without_trace']);
});
