import { ruleOf } from './robots-rule.js';

/** The plainest way to the same answer, for short patterns only: it tries every way. */
function matchesByTrial(pattern: string, address: string): boolean {
  const [first, ...rest] = pattern;
  const after = rest.join('');
  if (first === undefined) return true;
  if (first === '$' && after === '') return address === '';
  if (first === '*') {
    return Array.from({ length: address.length + 1 }, (_, i) => i).some((i) =>
      matchesByTrial(after, address.slice(i)),
    );
  }
  return address.startsWith(first) && matchesByTrial(after, address.slice(1));
}

function wordsOf(letters: string, most: number): string[] {
  const words = [''];
  for (const word of words) if (word.length < most) for (const letter of letters) words.push(word + letter);
  return words;
}

it('agrees with trying every way, for every short pattern and address', () => {
  const addresses = wordsOf('ab$', 4);
  const wrong = wordsOf('ab*$', 5).flatMap((pattern) =>
    addresses
      .filter((address) => ruleOf(pattern, true).matches(address) !== matchesByTrial(pattern, address))
      .map((address) => `${pattern} on ${address}`),
  );
  expect(wrong).toEqual([]);
});

it('looks at each part of a pattern once, whatever it is tried on', () => {
  const address = '/'.padEnd(2_000, 'a');
  const pattern = `/${'a*'.repeat(1_000)}b`;
  let looked = 0;
  const counted = {
    length: address.length,
    startsWith: (part: string) => address.startsWith(part),
    endsWith: (part: string) => address.endsWith(part),
    indexOf: (part: string, at: number) => {
      looked += 1;
      return address.indexOf(part, at);
    },
  };
  expect(ruleOf(pattern, false).matches(counted as string)).toBe(false);
  expect(looked).toBeLessThanOrEqual(1_001);
});
