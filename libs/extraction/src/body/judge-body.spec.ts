import { judgeBody } from './judge-body.js';

/** A page without a dress: there the rules decide, and the flags can be seen by themselves. */
const bare = { elements: 20, bodyWidth: 900, descriptionSaid: 0.8, headlineSaid: 0.9, saidLinked: -1 };
const judge = (measures: Record<string, number>, confidence = 0.6) =>
  judgeBody({ ...bare, ...measures }, { confidence, flags: [] });

it('takes the weight of the rules on a bare page, and says nothing against a text that is trusted', () => {
  expect(judge({}, 0.93)).toEqual({ confidence: 0.93, flags: [] });
  expect(judge({ lackShare: 0.9, hiddenShare: 1 }, 0.93).flags).toEqual([]);
  expect(judge({}, 0.4).flags).toEqual(['low_confidence']);
});

it.each([
  ['half_missing', { lackShare: 0.5 }],
  ['half_missing', { linkedWords: 300, linkedSaid: 0.4, saidLinked: 0.9 }],
  ['other_story', { linkedWords: 300, linkedSaid: 0.9, saidLinked: 0.1 }],
  ['other_story', { descriptionSaid: 0.1, headlineSaid: 0 }],
  ['hidden_text', { hiddenShare: 0.5 }],
  ['extra_text', { linkedWords: 300, linkedSaid: 1, saidLinked: 0.4 }],
  ['many_links', { bodyLinkShare: 0.5 }],
])('names %s', (flag, measures: Record<string, number>) => {
  expect(judge(measures).flags).toContain(flag);
});

it('has no doubt for the want of JSON-LD, description or headline', () => {
  expect(judge({ descriptionSaid: -1, headlineSaid: -1, linkedWords: 0, linkedSaid: -1 }).flags).toEqual([]);
});

it('goes by the model on a page with a dress, and lowers what goes on elsewhere', () => {
  const page = { ...bare, elements: 800, longText: 900 };
  const whole = judgeBody(page, { confidence: 0.5, flags: [] });
  const cut = judgeBody(page, { confidence: 0.5, flags: ['cut_short'] });
  expect(whole.confidence).toBeGreaterThanOrEqual(0);
  expect(whole.confidence).toBeLessThanOrEqual(1);
  expect(cut.confidence).toBeCloseTo(whole.confidence * 0.6, 1);
  expect(cut.flags).toContain('cut_short');
});
