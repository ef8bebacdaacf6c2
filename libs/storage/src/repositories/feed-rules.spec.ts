import { FeedRules } from './feed-rules.js';

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 3, 10, 0, seconds));

it('reads a rule once in half a minute, and then sees a change and a withdrawal', async () => {
  const stored = new Map([['feed-1', 'keep']]);
  const asked: string[][] = [];
  const rules = new FeedRules((ids) => {
    asked.push([...ids]);
    return Promise.resolve(new Map(stored));
  });
  await rules.learn(['feed-1', 'feed-1', 'feed-2'], at(0));
  expect([rules.of('feed-1'), rules.of('feed-2'), rules.of(null)]).toEqual(['keep', null, null]);
  stored.set('feed-1', 'drop');
  await rules.learn(['feed-1'], at(20));
  expect(rules.of('feed-1')).toBe('keep');
  await rules.learn(['feed-1'], at(40));
  expect(rules.of('feed-1')).toBe('drop');
  stored.delete('feed-1');
  await rules.learn(['feed-1'], at(80));
  expect(rules.of('feed-1')).toBeNull();
  expect(asked).toEqual([['feed-1', 'feed-2'], ['feed-1'], ['feed-1']]);
});

it('knows the rules of all feeds of a call, even if it empties the cache', async () => {
  const rules = new FeedRules((ids) => Promise.resolve(new Map(ids.map((id) => [id, 'keep']))));
  const many = Array.from({ length: 50_001 }, (_, i) => `feed-${i}`);
  await rules.learn(many, at(0));
  await rules.learn(['feed-1', 'new'], at(1));
  expect([rules.of('feed-1'), rules.of('new'), rules.of('feed-2')]).toEqual(['keep', 'keep', null]);
});
