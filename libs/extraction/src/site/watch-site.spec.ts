import { Buffer } from 'node:buffer';
import { measureArticle } from '../extract-article.js';
import { ExtractionError } from '../extraction.errors.js';
import { drawsOf, inventSite, type InventedSite, type PageKind } from '../fixtures/invent-site.js';
import type { PageLook } from './page-look.js';
import { isDrifting, isKnownSite, watchSite, type SiteTemplate } from './watch-site.js';

const SITES = 30;
const PAGES_OF_A_LOOK = 5;
/** Three pages in ten are none of the usual. */
const KINDS: readonly PageKind[] = [...new Array<PageKind>(7).fill('story'), 'brief', 'list', 'pictures'];

function look(site: InventedSite, kind: PageKind, random: () => number): PageLook {
  try {
    const bytes = Buffer.from(site.page(kind, random));
    return measureArticle({ bytes, url: `https://${site.host}/a`, contentType: null }).look;
  } catch (error) {
    if (error instanceof ExtractionError && error.look !== null) return error.look;
    throw error;
  }
}

let next = 0;
const pageOf = ({ host }: InventedSite) => {
  const articleId = String(next++);
  return { articleId, url: `https://${host}/${articleId}`, sha256: articleId.padStart(64, '0') };
};

/** Looks of a site's pages, read by the extractor, by kind. */
function looksOf(site: InventedSite, random: () => number): Map<PageKind, PageLook[]> {
  const kinds = [...new Set(KINDS)];
  return new Map(
    kinds.map((kind) => [kind, Array.from({ length: PAGES_OF_A_LOOK }, () => look(site, kind, random))]),
  );
}

const draw = <T>(from: readonly T[], random: () => number): T =>
  from[Math.floor(random() * from.length)] as T;

const sites = Array.from({ length: SITES }, (_, seed) => {
  const random = drawsOf(seed + 1);
  const [before, after] = [inventSite(2 * seed + 1), inventSite(2 * seed + 2)];
  return { before, random, looks: looksOf(before, random), newLooks: looksOf(after, random) };
});

it('gives at most one false alarm in 10,000 pages of thirty sites that stay as they are', () => {
  let alarms = 0;
  for (const { before, random, looks } of sites) {
    let site: SiteTemplate | null = null;
    for (let at = 0; at < 10_000 / SITES; at++) {
      const version: number = site?.version ?? 0;
      site = watchSite(site, pageOf(before), draw(looks.get(draw(KINDS, random)) ?? [], random));
      if (site.version > version) alarms += 1;
    }
  }
  expect(alarms).toBeLessThanOrEqual(1);
});

it('notices within five pages that the template of a site has changed, in all of thirty', () => {
  const delays = sites.map(({ before, random, looks, newLooks }) => {
    let site: SiteTemplate | null = null;
    const watch = (from: typeof looks): SiteTemplate => {
      site = watchSite(site, pageOf(before), draw(from.get(draw(KINDS, random)) ?? [], random));
      return site;
    };
    const pages = 60 + Math.floor(random() * 100);
    for (let at = 0; at < pages; at++) watch(looks);
    for (let delay = 1; delay <= 20; delay++) {
      const { drift } = watch(newLooks);
      if (drift === null || drift.pagesSince > 0) continue;
      expect(drift.signs).toContain('template');
      expect(drift.sample.length).toBeGreaterThanOrEqual(3);
      return delay;
    }
    return Infinity;
  });
  expect(Math.max(...delays)).toBeLessThanOrEqual(5);
});

describe('a site', () => {
  const site = inventSite(99);
  const random = drawsOf(99);
  const stories = Array.from({ length: 40 }, () => look(site, 'story', random));
  const known = () =>
    stories.reduce<SiteTemplate | null>((was, at) => watchSite(was, pageOf(site), at), null)!;

  it('drifts when its pages lose their texts, though they look the same', () => {
    let now = known();
    let pages = 0;
    while (!isDrifting(now) && pages < 20) {
      now = watchSite(now, pageOf(site), { ...stories[pages++]!, width: 0, confidence: 0 });
    }
    expect(pages).toBeLessThanOrEqual(5);
    expect(now).toMatchObject({ version: 1, drift: { signs: ['no_text'], version: 0 } });
    expect(isKnownSite(now)).toBe(false);
  });

  it('is steady again after thirty pages of the new template', () => {
    let now = known();
    const other = Array.from({ length: 40 }, () => look(inventSite(100), 'story', random));
    for (const at of other) now = watchSite(now, pageOf(site), at);
    expect(now.version).toBe(1);
    expect(isDrifting(now)).toBe(false);
    expect(isKnownSite(now)).toBe(true);
  });

  it('counts a page once, however often it comes', () => {
    const page = pageOf(site);
    const once = watchSite(known(), page, stories[0]!);
    expect(watchSite(once, page, { ...stories[0]!, width: 0 })).toBe(once);
  });

  it('keeps no more than its bounds', () => {
    let now: SiteTemplate | null = null;
    for (let at = 0; at < 300; at++) {
      const names = Array.from({ length: 300 }, (_, i) => (at * 300 + i).toString(36));
      now = watchSite(now, pageOf(site), { names, width: 4000, confidence: 0.9 });
    }
    expect(JSON.stringify(now).length).toBeLessThan(20_000);
  });
});
