import { articleIdOf } from '@dateline/article';
import { ArticleMemory, subjectOf } from './article-memory.js';
import { DaySpread } from './day-spread.js';
import { claimsOf, fingerprintArticle, type ArticleToFingerprint } from './fingerprint-article.js';
import { storyOf } from '../test/invented-story.js';

const HOUR = 3_600_000;
const noon = Date.UTC(2026, 0, 10, 12);
const base: ArticleToFingerprint = {
  articleId: 'a',
  urls: ['https://paper.test/2026/bridge'],
  canonicalUrl: null,
  feedId: 'paper',
  entryId: 'guid-1',
  headline: 'The harbour bridge closes for a month',
  body: storyOf(7, 20).join(' '),
  publishedAt: new Date(noon),
};
const revised = `${storyOf(7, 19).join(' ')} The works take longer.`;
/** A third of the text, in a report of its own. */
const reported = [...storyOf(7, 9), ...storyOf(91, 9)].join(' ');
const elsewhere = {
  articleId: 'b',
  urls: ['https://herald.test/news/4'],
  feedId: 'herald',
  entryId: '4',
} as const;

const memory = (hot?: DaySpread) =>
  new ArticleMemory({ windowMs: 72 * HOUR, republishedMs: 14 * 24 * HOUR, ...(hot && { hot }) });
function see(known: ArticleMemory, change: Partial<ArticleToFingerprint> = {}) {
  const arrival = fingerprintArticle({ ...base, ...change });
  const placed = known.decide(arrival);
  known.remember(arrival, placed);
  return { arrival, ...placed };
}

describe('fingerprintArticle', () => {
  it('holds entry, addresses and text, strongest first', () => {
    const { identities } = fingerprintArticle({
      ...base,
      urls: ['http://www.paper.test/2026/bridge?utm_source=rss', 'https://m.paper.test/2026/bridge'],
      canonicalUrl: 'https://paper.test/harbour/bridge',
    });
    expect(identities.map(({ tier }) => tier)).toEqual(['entry', 'url', 'url', 'content']);
    expect(identities[1]?.key).toBe('url:https://paper.test/2026/bridge');
  });

  it('looks up what another site is said to hold and never claims it', () => {
    const copy = fingerprintArticle({ ...base, canonicalUrl: 'https://agency.test/original' });
    expect(copy.identities.map(({ tier }) => tier)).toEqual(['entry', 'url', 'canonical', 'content']);
    expect(claimsOf(copy)).not.toContain('url:https://agency.test/original');
  });

  it('takes no front page for an address of an article, but its own', () => {
    const front = { urls: ['https://paper.test/2026/bridge', 'https://www.paper.test/index.html'] };
    const { identities } = fingerprintArticle({ ...base, ...front, canonicalUrl: 'https://paper.test' });
    expect(identities.map(({ tier }) => tier)).toEqual(['entry', 'url', 'content']);
    const other = fingerprintArticle({ ...base, canonicalUrl: 'https://agency.test/' });
    expect(other.identities.map(({ tier }) => tier)).toEqual(['entry', 'url', 'content']);
    expect(fingerprintArticle({ ...base, urls: ['https://paper.test/'] }).identities[1]?.key).toBe(
      'url:https://paper.test/',
    );
  });

  it('knows no article by a text that says nothing', () => {
    const { identities } = fingerprintArticle({ ...base, body: 'Page not found.', entryId: null });
    expect(identities.map(({ tier }) => tier)).toEqual(['url']);
  });
});

describe('ArticleMemory', () => {
  it('believes an address that two pages name only with their texts, or where it is that of the other', () => {
    const named = 'https://paper.test/news';
    const first = { canonicalUrl: named, entryId: null };
    const second = { ...first, articleId: 'b', urls: ['https://paper.test/2026/ferry'] };
    const later = new Date(noon + 200 * HOUR);
    const other = { headline: 'The ferry sails again after a year', body: storyOf(8, 20).join(' ') };
    const known = memory();
    see(known, first);
    known.forgetTextsBefore(later);
    expect(see(known, { ...second, ...other, publishedAt: later }).decision).toEqual({ kind: 'new' });

    const alike = memory();
    see(alike, first);
    expect(see(alike, { ...second, body: revised }).decision).toMatchObject({ kind: 'revision', of: 'a' });

    const itself = memory();
    const articleId = articleIdOf(named);
    see(itself, { articleId, urls: [named], entryId: null });
    itself.forgetTextsBefore(later);
    const moved = see(itself, { ...second, body: revised, publishedAt: later });
    expect(moved.decision).toMatchObject({ kind: 'revision', of: articleId, tier: 'url' });
  });

  it('decides without remembering', () => {
    const known = memory();
    const arrival = fingerprintArticle(base);
    expect([known.decide(arrival).decision.kind, known.decide(arrival).decision.kind]).toEqual([
      'new',
      'new',
    ]);
  });

  it('follows one article through its life', () => {
    const known = memory();
    see(known);
    expect(see(known).decision).toMatchObject({ kind: 'duplicate', reason: 'unchanged' });
    expect(see(known, { body: revised }).decision).toMatchObject({ kind: 'revision', addressReused: false });
    // Its own address shows the earlier text again.
    expect(see(known).decision).toMatchObject({ kind: 'revision', addressReused: false });
    expect(see(known, { body: storyOf(900, 20).join(' ') }).decision).toMatchObject({
      kind: 'revision',
      addressReused: true,
    });
    expect(known.stateOf('a')?.pastHashes).toHaveLength(2);
  });

  it('knows an entry whose address changed, and the new address afterwards', () => {
    const known = memory();
    see(known);
    const moved = { articleId: 'z', urls: ['https://paper.test/new/bridge'] };
    const { arrival, decision } = see(known, { ...moved, body: revised });
    expect(decision).toMatchObject({ kind: 'revision', of: 'a', tier: 'entry' });
    expect(subjectOf(arrival, decision)).toBe('a');
    expect(known.ownerOf('url:https://paper.test/new/bridge')).toBe('a');
    const again = see(known, { ...moved, body: revised, feedId: null, entryId: null });
    expect(again.decision).toMatchObject({ kind: 'duplicate', of: 'a', reason: 'same_url' });
  });

  it('scopes a guid to its feed', () => {
    const known = memory();
    see(known);
    const other = { ...elsewhere, entryId: 'guid-1', headline: 'Rain', body: storyOf(55, 20).join(' ') };
    expect(see(known, other).decision).toEqual({ kind: 'new' });
  });

  it('believes a canonical link to another site only with its text', () => {
    const canonicalUrl = base.urls[0] ?? '';
    const known = memory();
    see(known);
    expect(
      see(known, { ...elsewhere, canonicalUrl, headline: 'Bridge shut', body: revised }).decision,
    ).toMatchObject({ kind: 'duplicate', of: 'a', tier: 'canonical' });
    const other = {
      ...elsewhere,
      articleId: 'c',
      urls: ['https://herald.test/5'],
      entryId: '5',
      canonicalUrl,
    };
    expect(see(known, { ...other, headline: 'Rain', body: storyOf(55, 20).join(' ') }).decision.kind).toBe(
      'new',
    );
  });

  it('takes the same headline of the same site with a like text for the same article', () => {
    const second = { articleId: 'b', urls: ['https://paper.test/2'], entryId: '2', body: revised };
    const known = memory();
    see(known);
    expect(see(known, second).decision).toMatchObject({ kind: 'revision', of: 'a', tier: 'headline' });
    const other = { ...second, articleId: 'c', urls: ['https://paper.test/3'], entryId: '3' };
    expect(see(known, { ...other, body: storyOf(77, 20).join(' ') }).decision.kind).toBe('new');
  });

  it('gathers what several outlets carry in the cluster of the first', () => {
    const known = memory();
    see(known);
    const copy = see(known, { ...elsewhere, headline: 'Bridge shut', body: revised });
    expect(copy).toMatchObject({ decision: { kind: 'near_duplicate', of: 'a' }, clusterId: 'a' });
    const third = { articleId: 'c', urls: ['https://post.test/9'], feedId: 'post', entryId: '9' };
    expect(see(known, { ...third, headline: 'Shut', body: `${revised} More soon.` }).clusterId).toBe('a');
  });

  it.each([
    ['inside the window', 72, 'near_duplicate'],
    ['outside of it', 73, 'new'],
  ])('resembles in part only what stands %s', (_what, hours, kind) => {
    const known = memory();
    see(known);
    const later = { ...elsewhere, headline: 'Bridge shut', body: reported };
    expect(see(known, { ...later, publishedAt: new Date(noon + hours * HOUR) }).decision.kind).toBe(kind);
  });

  it('forgets texts and not articles', () => {
    const known = memory();
    see(known);
    known.forgetTextsBefore(new Date(noon + HOUR));
    expect(see(known, { ...elsewhere, headline: 'Bridge shut', body: revised }).decision.kind).toBe('new');
    expect(see(known).decision).toMatchObject({ reason: 'unchanged' });
  });

  it('does not take what stands below every article for a likeness', () => {
    const boilerplate = storyOf(7, 20).join(' ');
    const known = memory(new DaySpread(2 ** 16));
    const seen = [0, 1, 2, 3, 4].map((day) => {
      const names = { articleId: `n${day}`, urls: [`https://paper.test/n${day}`], entryId: `n${day}` };
      const body = `${storyOf(100 + day, 12).join(' ')} ${boilerplate}`;
      const publishedAt = new Date(noon + day * 24 * HOUR);
      return see(known, { ...names, headline: `News ${day}`, body, publishedAt }).decision.kind;
    });
    expect(seen.slice(3)).toEqual(['new', 'new']);
  });
});

describe('the same body at one outlet under another headline', () => {
  const body = storyOf(40, 20).join(' ');
  const day = (n: number) => new Date(noon + n * 24 * HOUR);
  const dressed = (n: number, change: Partial<ArticleToFingerprint> = {}) => ({
    articleId: `d${n}`,
    urls: [`https://paper.test/2026/story-${n}`],
    entryId: `d${n}`,
    headline: `Heading number ${n} of this story`,
    body,
    ...change,
  });

  it.each([0, 1, 4, 10, 60])('is the article that is known, %d days later', (days) => {
    const known = memory();
    see(known, dressed(1));
    known.forgetTextsBefore(day(days - 3));
    expect(see(known, dressed(2, { publishedAt: day(days) })).decision).toMatchObject({
      kind: 'duplicate',
      of: 'd1',
      reason: 'same_content',
    });
  });

  it('is an article of its own at another outlet, where it is short, doubtful or boilerplate, and where the first says something else by now', () => {
    const later = { publishedAt: day(6) };
    const cases: [Partial<ArticleToFingerprint>, Partial<ArticleToFingerprint>][] = [
      [{}, { urls: ['https://herald.test/story'], ...later }],
      [{ body: body.slice(0, 200) }, { body: body.slice(0, 200), ...later }],
      [{ isDoubtful: true }, { isDoubtful: true, ...later }],
    ];
    for (const [first, second] of cases) {
      const known = memory();
      see(known, dressed(1, first));
      known.forgetTextsBefore(day(3));
      expect(see(known, dressed(2, second)).decision.kind).toBe('new');
    }
    const revised = memory();
    see(revised, dressed(1));
    see(revised, dressed(1, { body: storyOf(900, 20).join(' ') }));
    expect(see(revised, dressed(2)).decision.kind).toBe('new');
    const hot = new DaySpread();
    for (const n of [0, 1, 2, 3]) hot.observe(fingerprintArticle({ ...base, ...dressed(9) }).sketch, day(n));
    const notices = memory(hot);
    see(notices, dressed(1, { publishedAt: day(4) }));
    expect(see(notices, dressed(2, { publishedAt: day(4) })).decision.kind).toBe('new');
  });
});

describe('a text that comes back after the window', () => {
  const day = (n: number) => new Date(noon + n * 24 * HOUR);
  /** Every ninth word is another, and a sentence is gone. */
  const edited = storyOf(7, 20)
    .slice(0, 19)
    .join(' ')
    .replace(/(?:\S+ ){9}/g, (words) => words.replace(/\S+ $/, 'otherwise '));
  const again = { articleId: 'again', entryId: 'again', urls: ['https://paper.test/2026/again'] };
  const headline = 'What has become of the harbour bridge';

  it.each([
    [1, 'near_duplicate'],
    [2, 'near_duplicate'],
    [4, 'near_duplicate'],
    [6, 'near_duplicate'],
    [10, 'near_duplicate'],
    [14, 'near_duplicate'],
    [15, 'new'],
  ])('is found where it was lightly edited, %d days later', (days, kind) => {
    for (const changed of [again, elsewhere]) {
      const known = memory();
      see(known);
      const later = { ...changed, headline, body: edited, publishedAt: day(days) };
      expect(see(known, later).decision.kind).toBe(kind);
    }
  });

  it('is news where half of it is new, where it is a short notice, and where it returns every day', () => {
    const later = { ...again, headline, publishedAt: day(6) };
    const known = memory();
    see(known);
    expect(see(known, { ...later, body: reported }).decision.kind).toBe('new');
    const short = (body: string) => body.slice(0, 380);
    const notices = memory();
    see(notices, { body: short(storyOf(7, 20).join(' ')) });
    expect(see(notices, { ...later, body: short(edited) }).decision.kind).toBe('new');
    const hot = new DaySpread();
    for (const n of [0, 1, 2, 3]) hot.observe(fingerprintArticle(base).sketch, day(n));
    const daily = memory(hot);
    see(daily, { publishedAt: day(1) });
    expect(see(daily, { ...later, body: edited }).decision.kind).toBe('new');
  });

  it.each([0, 5, 40])('is known, though short, under a headline dressed otherwise, %d days later', (days) => {
    const body = storyOf(7, 20).join(' ').slice(0, 200);
    const known = memory();
    see(known, { body });
    known.forgetTextsBefore(day(days - 3));
    const of = (dressed: string) =>
      see(known, { ...again, headline: dressed, body, publishedAt: day(days) }).decision;
    expect(of('Port news: The harbour bridge closes for a month | The Paper')).toMatchObject({
      kind: 'duplicate',
      of: 'a',
    });
    expect(see(known, { ...elsewhere, headline, body, publishedAt: day(days) }).decision.kind).toBe(
      days > 3 ? 'new' : 'near_duplicate',
    );
  });
});

describe('an entry that shares its page', () => {
  const page = 'https://paper.test/live';
  const on = (place: string): Partial<ArticleToFingerprint> => ({
    articleId: place,
    urls: [`${page}#entry:${place}`, page],
    identity: `${page}#entry:${place}`,
    canonicalUrl: page,
    entryId: place,
    headline: `What happened at ${place} today`,
    body: storyOf(place.length * 31, 20).join(' '),
  });

  it('holds its own address alone, and is no revision of its neighbour', () => {
    const known = memory();
    const first = see(known, on('p-1'));
    const urls = first.arrival.identities.filter(({ tier }) => tier === 'url');
    expect(urls).toEqual([{ key: `url:${page}#entry:p-1`, tier: 'url' }]);
    expect(see(known, on('p-22')).decision).toEqual({ kind: 'new' });
  });

  it('is told apart by a learned parameter as by its address', () => {
    const known = memory();
    const pages = [1, 2].map((n) => ({
      articleId: `n${n}`,
      urls: [`https://paper.test/read?fbclid=${n}`, `https://paper.test/read?fbclid=${n}`],
      identity: `https://paper.test/read?fbclid=${n}`,
      entryId: `n${n}`,
      headline: `What happened for the ${n}. time`,
      body: storyOf(n * 71, 20).join(' '),
    }));
    expect(pages.map((one) => see(known, one).decision.kind)).toEqual(['new', 'new']);
  });
});

describe('a text that goes back', () => {
  const [a, b] = [{}, { body: revised }];
  it('is a new version at its own address, in any spelling of it', () => {
    const known = memory();
    const www = {
      urls: ['https://paper.test/2026/bridge', 'http://www.paper.test/2026/bridge/#top'],
    };
    expect([a, b, { ...a, ...www }, b, a].map((text) => see(known, text).decision.kind)).toEqual([
      'new',
      'revision',
      'revision',
      'revision',
      'revision',
    ]);
    expect(see(known, a).decision).toMatchObject({ reason: 'unchanged' });
  });

  it.each([
    'https://m.paper.test/2026/bridge',
    'https://paper.test/2026/bridge?utm_source=feed',
    'https://paper.test/amp/2026/bridge',
    'https://amp.paper.test/2026/bridge',
  ])('is a copy that lags behind at %s', (url) => {
    const known = memory();
    see(known);
    see(known, b);
    expect(see(known, { urls: ['https://paper.test/2026/bridge', url] }).decision).toMatchObject({
      reason: 'unchanged',
    });
  });
});
