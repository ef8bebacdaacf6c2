import { normaliseUrl } from './normalise-url.js';

const STORY = 'https://paper.test/world/river-rises';

const VARIANTS = [
  ...'utm_id=1&utm_source_platform=x gad_source=1&gclid=abc fbclid=x ref=twitter ref=rss_feed source=rss from=rss cmp=share_btn_tw'.split(
    ' ',
  ),
  ...'at_medium=RSS&at_campaign=K ocid=socialflow_twitter ito=1490 xtor=RSS-3208 partner=rss&emc=rss wt_zmc=fix.int li_source=LI'.split(
    ' ',
  ),
  ...'_hsenc=p2&_hsmi=4 mkt_tok=abc s_cid=rss __twitter_impression=true yclid=2 _branch_match_id=1 spm=a2g0h tpcc=x rss=1'.split(
    ' ',
  ),
  ...'amp=1 outputType=amp outputType=valid_amp print=true printMode=true mode=print view=print mobile=true device=mobile'.split(
    ' ',
  ),
  ...'PHPSESSID=abcdef0123456789 sid=0123456789abcdef0123456789abcdef share=whatsapp replytocom=12 utm%5Fsource=x'.split(
    ' ',
  ),
].map((query) => `${STORY}?${query}`);

const PLACES = [
  ...'#comments #:~:text=river #xtor=RSS-1 #/ # ? /? /amp/ /amp.html // /index.php /Default.htm ;jsessionid=ABC123'.split(
    ' ',
  ),
].map((tail) => STORY + tail);

const HOSTS = [
  'http://paper.test:80/world/river-rises',
  'https://www2.paper.test/world/river-rises',
  'https://touch.paper.test/world/river-rises',
  'https://amp.paper.test/amp/world/./river%2Drises',
];

const WRAPPED = [
  'https://www-paper-test.cdn.ampproject.org/c/s/www.paper.test/world/river-rises',
  'https://paper-test.bing-amp.com/c/s/paper.test/world/river-rises',
  'https://web.archive.org/web/2024id_/https://paper.test/world/river-rises',
  'https://web.archive.org/web/20240101000000*/https://paper.test/world/river-rises',
  'https://archive.today/newest/https://paper.test/world/river-rises',
  'https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fpaper.test%2Fworld%2Friver-rises',
  'https://x.com/intent/post?url=https%3A%2F%2Fpaper.test%2Fworld%2Friver-rises',
  'https://t.me/iv?url=https%3A%2F%2Fpaper.test%2Fworld%2Friver-rises&rhash=1',
  'https://l.facebook.com/l.php?u=https%3A%2F%2Fweb.archive.org%2Fweb%2F2024%2Fhttps%3A%2F%2Fm.paper.test%2Fworld%2Friver-rises',
];

const OTHERS = [
  ...'page=2 page=3 p=7 id=7 id=8 lang=en lang=ar hl=en locale=fr v=abc v=ABC storyid=9 sid=12 cid=5 date=2024-01-01'.split(
    ' ',
  ),
  ...'q=amp tag=a tag=b tag=a&tag=b tag=b&tag=a start=10 m=2 from=2023 source=ministry ref=123 view=full output=json'.split(
    ' ',
  ),
  ...'share=12 mode=live via=north campaign=election medium=oil partner=shell topic=rss print=2 device=bridge rss=world'.split(
    ' ',
  ),
]
  .map((query) => `${STORY}?${query}`)
  .concat([
    STORY,
    `${STORY}#!a`,
    `${STORY}#!/b`,
    `${STORY}#/b`,
    `${STORY}/2`,
    `${STORY}.html`,
    `${STORY}%2F2`,
  ])
  .concat(['https://paper.test/World/river-rises', 'https://paper.test:8080/world/river-rises'])
  .concat(['https://en.paper.test/world/river-rises', 'https://ar.paper.test/world/river-rises'])
  .concat(['https://m.test/world/river-rises', 'https://amp.test/world/river-rises', `${STORY}-amp`])
  .concat([
    'https://paper.test/tag/amp',
    'https://paper.test/tag',
    'https://one.github.io/a',
    'https://two.github.io/a',
  ])
  .concat(['https://translate.google.com/translate?sl=ar&u=https://paper.test/world/river-rises']);

describe('the identity of an address', () => {
  it.each([...VARIANTS, ...PLACES, ...HOSTS, ...WRAPPED])('%s is the story', (url) => {
    expect(normaliseUrl(url)).toBe(STORY);
  });

  it('keeps others apart', () => {
    const byKey = Map.groupBy(OTHERS, normaliseUrl);
    expect([...byKey.values()].filter((urls) => urls.length > 1)).toEqual([]);
  });

  it.each([...VARIANTS, ...PLACES, ...HOSTS, ...WRAPPED, ...OTHERS])('of %s is its own identity', (url) => {
    const key = normaliseUrl(url);
    expect(key).not.toBeNull();
    expect(normaliseUrl(key ?? '')).toBe(key);
  });

  it('does not depend on the order of parameters, tracking among them', () => {
    const parameters = ['id=7', 'cat=3', 'utm_source=rss', 'lang=ar', 'fbclid=x'];
    const orders = permutationsOf(parameters).map((order) => normaliseUrl(`${STORY}?${order.join('&')}`));
    expect(orders).toHaveLength(120);
    expect(new Set(orders)).toEqual(new Set([`${STORY}?cat=3&id=7&lang=ar`]));
  });
});

function permutationsOf(items: readonly string[]): string[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => permutationsOf(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}
