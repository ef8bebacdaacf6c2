import { parseFeed } from '../parse-feed.js';

const rhythmOf = async (inner: string) => {
  const text = `<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Quay</title>${inner}</channel></rss>`;
  const { feed } = await parseFeed(Buffer.from(text), {
    url: 'https://outlet.example/rss',
    headers: {},
  });
  return feed.rhythm;
};

it.each([
  ['hourly', '2', 1800],
  ['daily', null, 86_400],
  [null, '4', 21_600],
  [' Weekly ', '1', 604_800],
  ['hourly', '0', null],
  ['often', '1', null],
])('reads the period %p with the frequency %p as %p seconds', async (period, frequency, expected) => {
  const inner =
    (period === null ? '' : `<sy:updatePeriod>${period}</sy:updatePeriod>`) +
    (frequency === null ? '' : `<sy:updateFrequency>${frequency}</sy:updateFrequency>`);
  expect((await rhythmOf(inner))?.updateSeconds ?? null).toBe(expected);
});

it('reads skipped hours and days', async () => {
  const inner =
    '<skipHours><hour>24</hour><hour>5</hour><hour> 5 </hour><hour>99</hour></skipHours><skipDays><day>Sunday</day><day>noday</day><day>friday</day></skipDays>';
  expect(await rhythmOf(inner)).toEqual({ updateSeconds: null, skipHours: [0, 5], skipDays: [0, 5] });
});

it('says nothing where the feed says nothing', async () => {
  expect(await rhythmOf('<skipHours></skipHours>')).toBeUndefined();
});
