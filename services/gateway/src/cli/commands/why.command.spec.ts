import type { ArticleDecisions } from '../../articles/decisions.schema.js';
import { whyText } from './why.command.js';

const at = '2026-03-03T12:00:00.000Z';
const article: ArticleDecisions = {
  articleId: 'a'.repeat(64), phase: 'standing', duplicateOf: null, clusterId: null, apartFrom: [], decisions: [],
  host: 'paper.example', parameters: [], authority: null, skipped: [],
}; // prettier-ignore

it('says what was learned of the parameters at the host, and from what', () => {
  const learned = { host: 'paper.example', name: 'fbclid', learnedAt: at, ruledAt: null };
  const proof = ['https://paper.example/read?fbclid=1', 'https://paper.example/read?fbclid=2'];
  const text = whyText({
    ...article,
    parameters: [
      { ...learned, proof, feedId: null, state: 'significant' },
      { ...learned, name: 'utm_id', proof, feedId: 'f-1', state: 'tracking' },
    ],
  });
  expect(text).toMatch(/parameters at paper\.example/);
  expect(text).toMatch(/fbclid\s+names articles\s+pages\s+2026-03-03T12:00:00/);
  expect(text).toMatch(/utm_id\s+tracking, by an operator\s+feed f-1/);
});

it('says with what authority the feed speaks, and which entries were left out', () => {
  const voice = {
    outlet: 'paper.example',
    by: 'hub' as const,
    evidence: 'https://paper.example/feed',
    checkedAt: at,
  };
  const left = { feedId: 'f-2', reason: 'same_article', guid: 'g-7', title: 'Ferry in fog' };
  const text = whyText({
    ...article,
    authority: { word: 'own_feed', feedId: 'f-1', voices: [voice] },
    skipped: [{ ...left, firstSeenAt: at, lastSeenAt: at }],
  });
  expect(text).toContain('own_feed, feed f-1; paper.example names it (hub, https://paper.example/feed)');
  expect(text).toMatch(/same_article\s+f-2\s+g-7\s+Ferry in fog/);
});

it('leaves out what did not matter', () => {
  expect(whyText(article)).not.toMatch(/parameters|authority|left out/);
});
