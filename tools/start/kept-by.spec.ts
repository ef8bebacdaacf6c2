import { keptBy } from './kept-by.ts';

it('says what is left when a run ends', () => {
  expect(keptBy('embedded', { data: '/srv/news', withSamples: false })).toContain('/srv/news');
  expect(keptBy('embedded', { data: undefined, withSamples: true })).toMatch(/go with it/);
  expect(keptBy('compose', { data: undefined, withSamples: false })).toMatch(/volumes/);
  expect(keptBy('compose', { data: undefined, withSamples: true })).toMatch(/removed/);
  expect(keptBy('given', { data: undefined, withSamples: false })).toMatch(/Your Kafka/);
});
