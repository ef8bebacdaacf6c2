import type { BodyFlag, PageType } from '@dateline/contracts';
import type { PageSignals } from '../page/read-signals.js';
import { metaOf } from '../page/read-signals.js';
import type { Candidate } from '../fields/provenance.js';
import { ARTICLE_MODEL } from './article.model.js';
import { findRefusal } from './find-refusal.js';
import { KIND_MODEL, MODEL_KINDS } from './kind.model.js';
import type { Measures } from './page-measures.types.js';
import { probabilityOf, weighTrees } from './weigh-trees.js';

/** What is known about a page after it was read. */
export interface ReadPage {
  signals: PageSignals;
  measures: Measures;
  headline: string | null;
  isAccessibleForFree: boolean | null;
  bodyFlags: readonly BodyFlag[];
  /** Number of dated live-blog posts on the page. */
  posts: number;
  /** A feed of the page's own outlet names it as an entry, or an operator imports it as an article. */
  isNamed: boolean;
}

/** Least log odds of an article: 97.5 % of the articles of unseen domains have more (docs/extraction.md). */
const ARTICLE_FROM = -1.4;
/** Added if the outlet names the page: its feeds hold about forty articles to one page of another kind. */
const NAMED = 2.5;
/**
 * A page with fewer elements has too few features for the models. Only its own statements can speak against
 * it.
 */
const BARE = 60;
/** Width of a text that is more than the words around a film, a recording or pictures. */
const FULL_TEXT = 1500;
/** A paid article with less text shows a sample. */
const SAMPLE = 1500;
const LEAST_POSTS = 3;
const MANY_PICTURES = 6;

/**
 * Returns the class of a page with its source: first the page's own statements (what stands in place of an
 * article, live blog, film), then two models of gradient-boosted trees over its measures. The first decides
 * whether the page is an article, the second chooses among the other classes.
 */
export function classifyPage(page: ReadPage): Candidate<PageType>[] {
  const { signals, measures, headline } = page;
  const refusal = findRefusal(signals, headline, measures);
  if (refusal !== null) return [refusal];
  const live = statedLiveBlog(page);
  if (live !== null) return [live];
  const odds = oddsOfArticle(page);
  const article: Candidate<PageType> = {
    source: `model ${probabilityOf(odds).toFixed(2)}`,
    value: 'article',
  };
  const media = statedMedia(page);
  if (media !== null) return [media, article];
  if (odds < ARTICLE_FROM) return [otherKind(measures), article];
  if (isTeaser(page)) return [{ source: 'isAccessibleForFree', value: 'paywall_teaser' }, article];
  return [article];
}

function oddsOfArticle({ measures, isNamed }: ReadPage): number {
  const [odds = 0] = weighTrees(ARTICLE_MODEL, measures);
  const known = odds + (isNamed ? NAMED : 0);
  return isBare(measures) ? bareOdds(measures) : known;
}

const of = (measures: Measures, name: string): number => measures[name] ?? 0;
const isBare = (measures: Measures): boolean => of(measures, 'elements') < BARE;
const statesArticle = (measures: Measures): boolean =>
  of(measures, 'schema:news') + of(measures, 'schema:article') + of(measures, 'og:article') > 0;

/** A page with few elements is an article unless it states that it is something else. */
function bareOdds(measures: Measures): number {
  return statesArticle(measures) || statedKind(measures) === null ? 1 : -3;
}

/** The class that structured data state, if it is not one of an article. */
function statedKind(measures: Measures): Candidate<PageType> | null {
  const has = (...kinds: string[]): boolean => kinds.some((kind) => of(measures, `schema:${kind}`) > 0);
  if (has('product') || of(measures, 'og:product') + of(measures, 'metaPrice') > 0)
    return { source: has('product') ? 'json-ld' : 'meta', value: 'product' };
  if (has('forum')) return { source: 'json-ld', value: 'forum' };
  if (has('tech')) return { source: 'json-ld', value: 'documentation' };
  if (has('list')) return { source: 'json-ld', value: 'section' };
  if (has('service')) return { source: 'json-ld', value: 'service' };
  return null;
}

function otherKind(measures: Measures): Candidate<PageType> {
  const stated = statedKind(measures);
  if (stated !== null && isBare(measures)) return stated;
  const odds = weighTrees(KIND_MODEL, measures, MODEL_KINDS.length);
  const most = odds.indexOf(Math.max(...odds));
  return { source: 'model', value: MODEL_KINDS[most] ?? 'section' };
}

function statedLiveBlog({ measures, posts }: ReadPage): Candidate<PageType> | null {
  if (of(measures, 'schema:live') > 0) return { source: 'json-ld', value: 'live_blog' };
  return posts >= LEAST_POSTS ? { source: 'posts', value: 'live_blog' } : null;
}

function statedMedia({ signals, measures }: ReadPage): Candidate<PageType> | null {
  const has = (kind: string): boolean => of(measures, `schema:${kind}`) > 0;
  if (of(measures, 'bodyWidth') >= FULL_TEXT || has('news') || has('article') || has('product')) return null;
  const ogType = metaOf(signals, 'og:type') ?? '';
  const isPlayed = of(measures, '<video>') + of(measures, '<audio>') + of(measures, '<iframe>') > 0;
  if (/^video\b/i.test(ogType)) return { source: 'meta:og:type', value: 'video' };
  if (/^music\b|^audio\b/i.test(ogType)) return { source: 'meta:og:type', value: 'audio' };
  if (has('video') && (isPlayed || of(measures, 'path:video') > 0))
    return { source: 'json-ld', value: 'video' };
  if (has('audio')) return { source: 'json-ld', value: 'audio' };
  if (has('gallery')) return { source: 'json-ld', value: 'gallery' };
  const pictures = of(measures, 'captions');
  return pictures >= MANY_PICTURES && of(measures, 'bodyBlocks') < pictures
    ? { source: 'pictures', value: 'gallery' }
    : null;
}

function isTeaser({ isAccessibleForFree, bodyFlags, measures }: ReadPage): boolean {
  if (isAccessibleForFree !== false) return false;
  return of(measures, 'bodyWidth') < SAMPLE || bodyFlags.includes('cut_short');
}
