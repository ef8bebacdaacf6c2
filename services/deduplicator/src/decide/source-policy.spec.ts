import { arrivalOf } from './arrival.js';
import { SourcePolicy } from './source-policy.js';
import { at, parsed, textOf } from '../../test/parsed-articles.js';

const arrival = (feedId: string | null) =>
  arrivalOf(parsed({ url: 'https://harbour.example/a', body: textOf(1), feedId }));

function policyOf(droppedFrom: string[], rules: Record<string, 'keep' | 'drop'> = {}) {
  const asked: string[][] = [];
  const feeds = {
    nearDuplicateRules: (ids: readonly string[]) => {
      asked.push([...ids]);
      return Promise.resolve(new Map(ids.flatMap((id) => (rules[id] ? [[id, rules[id]] as const] : []))));
    },
  };
  return { policy: new SourcePolicy(droppedFrom, feeds), asked, rules };
}

it.each([
  ['nothing', [], false],
  ['every source', ['*'], true],
  ['the publisher', ['Harbour.example'], true],
  ['the feed', ['feed-1'], true],
  ['others', ['other.example', 'feed-2'], false],
])('follows a setting that names %s', async (_what, droppedFrom, drops) => {
  const { policy } = policyOf(droppedFrom);
  await policy.learn([arrival('feed-1')], at(0));
  expect(policy.drops(arrival('feed-1'))).toBe(drops);
});

it('follows what an operator ruled for the feed against the setting, both ways', async () => {
  const { policy } = policyOf(['feed-1'], { 'feed-1': 'keep', 'feed-2': 'drop' });
  const arrivals = ['feed-1', 'feed-2', 'feed-3', null].map(arrival);
  await policy.learn(arrivals, at(0));
  expect(arrivals.map((a) => policy.drops(a))).toEqual([false, true, false, false]);
});

it('reads a feed once in half a minute, and then sees a change', async () => {
  const { policy, asked, rules } = policyOf([]);
  await policy.learn([arrival('feed-1'), arrival('feed-1')], at(0));
  rules['feed-1'] = 'drop';
  await policy.learn([arrival('feed-1')], at(20));
  expect(policy.drops(arrival('feed-1'))).toBe(false);
  await policy.learn([arrival('feed-1')], at(40));
  expect(policy.drops(arrival('feed-1'))).toBe(true);
  expect(asked).toEqual([['feed-1'], ['feed-1']]);
});
