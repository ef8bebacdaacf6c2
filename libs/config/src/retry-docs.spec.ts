import { readFileSync } from 'node:fs';

import { RETRY_POLICIES, type RetryPolicy } from './retry-policies.js';

const UNITS: Record<string, number> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, day: 86_400_000 };

function durationOf(text: string | undefined): number | undefined {
  const [, count, unit] = /(\d+) (ms|s|min|h|day)/.exec(text ?? '') ?? [];
  return unit === undefined ? undefined : Number(count) * UNITS[unit]!;
}

const page = readFileSync(new URL('../../../docs/retries.md', import.meta.url), 'utf8');
const documented = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, name = '', work, base, cap, , until = '']) => {
    const [, factor] = /(four|[\d.]+) times/.exec(work ?? '') ?? [];
    const tries = /(\d+) tries/.exec(until)?.[1];
    const policy: RetryPolicy = {
      baseMs: durationOf(base) ?? NaN,
      capMs: durationOf(cap) ?? NaN,
      ...(factor !== undefined && { factor: factor === 'four' ? 4 : Number(factor) }),
      ...(tries !== undefined && { tries: Number(tries) }),
      ...(/^\d+ \w+$/.test(until) && { deadlineMs: durationOf(until) }),
    };
    return [name.replaceAll('`', ''), policy] as const;
  });

it('documents every retry policy with its base, cap, factor, tries and deadline', () => {
  expect(Object.fromEntries(documented)).toEqual(RETRY_POLICIES);
});
