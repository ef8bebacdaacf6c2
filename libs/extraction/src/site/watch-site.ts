import type { SiteSign } from '@dateline/contracts';
import type { PageLook } from './page-look.js';

/** A page that departs from its site's template, to be looked at and parsed again. */
export interface SitePage {
  articleId: string;
  /** Address that was read. */
  url: string;
  /** Hash of the raw page. */
  sha256: string;
}

export type Departure = 'template' | 'text';

/** How often pages depart, and the evidence that they now do so for good. */
export interface Departing {
  /** Share of the pages that depart. */
  share: number;
  /** Log-likelihood ratio of "all pages depart from now on" (Page's cumulative sum). */
  score: number;
  /** The share that the score reckons with: as it was when the score left 0. */
  before: number;
}

/** What the pages of a site have in common, and how far its last pages depart from that. Bounded; plain data. */
export interface SiteTemplate {
  /** Raised each time that a template is learned anew. */
  version: number;
  /** Pages that it was learned from; counts to `MEMORY`. */
  pages: number;
  /** Share of the pages that have a name, by its hash. */
  names: Readonly<Record<string, number>>;
  /** Mean of the logarithm of the texts' widths, and of the confidence. */
  width: number;
  confidence: number;
  /** Pages since the template is known, to `RATE_MEMORY`. */
  watched: number;
  /** How its pages depart: in their template, and in their texts. */
  departing: Readonly<Record<Departure, Departing>>;
  /** Departing pages since both scores were 0. */
  suspects: readonly (SitePage & { signs: readonly SiteSign[] })[];
  /** The last pages, by article and hash: the same page counts once. */
  seen: readonly string[];
  /** The last change of the template; null before the first. */
  drift: SiteDrift | null;
}

/** A change of a site's template as its pages show it. */
export interface SiteDrift {
  /** Version of the template that the pages left. */
  version: number;
  /** Key in `seen` of the page that settled it. */
  settledBy: string;
  signs: readonly SiteSign[];
  sample: readonly SitePage[];
  /** Pages of the new template so far; the drift is over after `SETTLED`. */
  pagesSince: number;
}

/** Pages before a site's template is known. */
const LEARNED = 8;
/** Pages over which shares and means are formed. */
const MEMORY = 60;
/** Pages over which the share of departing ones is formed. */
const RATE_MEMORY = 200;
const SETTLED = 30;
/** A name belongs to the template if so many of the pages have it; fewer names than this tell nothing. */
const COMMON = 0.7;
const LEAST_NAMES = 6;
const MOST_NAMES = 250;
/** Less of the template's names than this is another template. */
const LEAST_SHARED = 0.5;
/** A text so many times as short as usual, and a confidence so far below. */
const TIMES_SHORTER = 5;
const LESS_SURE = 0.35;
/** Share of departing pages after a change; and the bounds of the share before one, with what is assumed of a new site before its first 14 pages. */
const AFTER = 0.9;
const [LEAST_BEFORE, MOST_BEFORE] = [0.02, 0.5];
const ASSUMED: Readonly<Record<Departure, number>> = { template: 1, text: 3 };
const ASSUMED_PAGES = 14;
/** From here on a change is believed: five departing pages of a site where 12 % depart anyway, three where hardly any do. */
const BELIEVED = 10;
const MOST_SUSPECTS = 8;
const MOST_SEEN = 40;

const NEVER: Departing = { share: 0, score: 0, before: 0 };

const NEW_SITE: SiteTemplate = {
  version: 0,
  pages: 0,
  names: {},
  width: 0,
  confidence: 0,
  watched: 0,
  departing: { template: NEVER, text: NEVER },
  suspects: [],
  seen: [],
  drift: null,
};

/** The key of a page in a template's memory. */
export const keyOfPage = ({ articleId, sha256 }: SitePage): string => `${articleId} ${sha256.slice(0, 16)}`;

/** Whether enough pages of a site were seen to know its template. */
export const isKnownSite = ({ pages }: SiteTemplate): boolean => pages >= LEARNED;

/** Whether the site's template has changed a short time ago. */
export function isDrifting({ drift }: SiteTemplate): boolean {
  return drift !== null && drift.pagesSince < SETTLED;
}

/**
 * A site's template after one more page. A page departs where it lacks most of the names that the site's pages share, or where text or
 * confidence fall far below the usual. Page's cumulative sum (1954) of these signs tells a change from single odd pages; then the
 * template is learned anew from the departing pages. A page that was seen changes nothing.
 */
export function watchSite(known: SiteTemplate | null, page: SitePage, look: PageLook): SiteTemplate {
  const site = known ?? NEW_SITE;
  const key = keyOfPage(page);
  if (site.seen.includes(key)) return site;
  const seen = [...site.seen, key].slice(-MOST_SEEN);
  if (!isKnownSite(site)) return { ...learned(site, look, []), seen };
  const signs = signsOf(site, look);
  const watched = Math.min(RATE_MEMORY, site.watched + 1);
  const hasTextSign = signs.some((sign) => sign !== 'template');
  const departing = {
    template: weighed(site, 'template', signs.includes('template')),
    text: weighed(site, 'text', hasTextSign),
  };
  const score = Math.max(departing.template.score, departing.text.score);
  const departs = signs.length > 0 ? [{ ...page, signs }] : [];
  const suspects = score === 0 ? [] : [...site.suspects, ...departs].slice(-MOST_SUSPECTS);
  if (score >= BELIEVED) return { ...changed(site, suspects, key), seen };
  return { ...learned(site, look, signs), watched, departing, suspects, seen };
}

/** How pages depart in one way after one more page. */
function weighed({ departing, watched }: SiteTemplate, way: Departure, departs: boolean): Departing {
  const { share, score, before } = departing[way];
  const assumed = (share * watched + ASSUMED[way]) / (watched + ASSUMED_PAGES);
  const rate = score > 0 ? before : Math.min(MOST_BEFORE, Math.max(LEAST_BEFORE, assumed));
  const step = departs ? Math.log(AFTER / rate) : Math.log((1 - AFTER) / (1 - rate));
  return {
    share: round(share + (Number(departs) - share) / Math.min(RATE_MEMORY, watched + 1)),
    score: round(Math.max(0, score + step)),
    before: rate,
  };
}

function signsOf(site: SiteTemplate, { names, width, confidence }: PageLook): SiteSign[] {
  const common = Object.keys(site.names).filter((name) => (site.names[name] ?? 0) >= COMMON);
  const has = new Set(names);
  const shared = common.filter((name) => has.has(name)).length / Math.max(1, common.length);
  const isShort = width > 0 && Math.log(width) < site.width - Math.log(TIMES_SHORTER);
  return [
    ...(common.length >= LEAST_NAMES && shared < LEAST_SHARED ? (['template'] as const) : []),
    ...(width === 0 ? (['no_text'] as const) : []),
    ...(isShort ? (['short_text'] as const) : []),
    ...(width > 0 && confidence < site.confidence - LESS_SURE ? (['low_confidence'] as const) : []),
  ];
}

/** A departing page teaches nothing: the template is what the others have in common. */
function learned(site: SiteTemplate, look: PageLook, signs: readonly SiteSign[]): SiteTemplate {
  const weight = 1 / Math.min(site.pages + 1, MEMORY);
  const mean = (before: number, now: number): number => round(before + weight * (now - before));
  const log = Math.log(Math.max(1, look.width));
  const drift = site.drift && { ...site.drift, pagesSince: Math.min(SETTLED, site.drift.pagesSince + 1) };
  if (signs.length > 0) return { ...site, drift };
  const has = new Set(look.names);
  const shares = [...new Set([...Object.keys(site.names), ...has])]
    .map((name) => [name, mean(site.names[name] ?? 0, Number(has.has(name)))] as const)
    .filter(([, share]) => share > 0.01)
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return {
    ...site,
    pages: Math.min(MEMORY, site.pages + 1),
    names: Object.fromEntries(shares.slice(0, MOST_NAMES)),
    width: look.width === 0 ? site.width : site.width === 0 ? log : mean(site.width, log),
    confidence: mean(site.confidence, look.confidence),
    drift,
  };
}

/** The template is forgotten, and the next pages teach the new one. */
function changed(site: SiteTemplate, suspects: SiteTemplate['suspects'], key: string): SiteTemplate {
  const signs = [...new Set(suspects.flatMap((page) => page.signs))];
  const sample = suspects.map(({ articleId, url, sha256 }) => ({ articleId, url, sha256 }));
  const drift = { version: site.version, settledBy: key, signs, sample, pagesSince: 0 };
  return { ...NEW_SITE, version: site.version + 1, drift };
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
