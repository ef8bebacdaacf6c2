import { planStories } from './plan-stories.js';

it('plans the same stories for the same seed', () => {
  expect(planStories(4, 50)).toEqual(planStories(4, 50));
  expect(planStories(5, 50)).not.toEqual(planStories(4, 50));
});

it('gives no outlet a story twice', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const places = planStories(seed, 200).map(({ name, copyOf, outlet }) => `${copyOf ?? name} at ${outlet}`);
    expect(new Set(places).size).toBe(places.length);
  }
});
