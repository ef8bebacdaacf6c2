import type { ParsedArticle } from '@dateline/contracts';
import { metaOf } from '../../page/read-signals.js';
import { matchKey } from '../../text/match-key.js';
import { stripTags } from '../../text/strip-tags.js';
import { valuesOf } from '../../json-ld/read-json-ld.js';
import { present, type Candidate } from '../provenance.js';
import { headingCandidates } from './heading-candidates.js';
import type { PageContext } from '../page-context.js';
import { siteNames } from './site-names.js';
import { storyHeadings } from './story-headings.js';
import { stripSiteName } from './strip-site-name.js';

export type Headlines = Pick<ParsedArticle, 'headline' | 'alternativeHeadline'>;

const LONGEST_TITLE = 600;

/**
 * The headline: the h1 that the page's titles repeat, else JSON-LD, else og:title, else title. The site's
 * name is removed.
 */
export function readHeadline(context: PageContext): Headlines {
  const { signals, articles, feed, url, provenance } = context;
  const titles = present<string>([
    { source: 'json-ld', value: articles.map(({ headline }) => plain(headline)).find(Boolean) },
    {
      source: 'meta:og:title',
      value: plain(metaOf(signals, 'og:title', 'twitter:title', 'dc.title', 'title')),
    },
    { source: 'title', value: signals.title },
    { source: 'feed', value: plain(feed?.title) },
  ]).filter(({ value }) => value.length < LONGEST_TITLE);
  const sites = siteNames(context);
  const headings = storyHeadings(signals, titles, url);
  const ofSite = headings.filter(({ isOfSite }) => isOfSite).map(({ value }) => matchKey(value));
  const names = new Set([...sites, ...ofSite]);
  const stripped = titles.map(({ source, value }) => ({
    source,
    value:
      source === 'json-ld' || isTitleWithoutSite(value, signals.title) ? value : stripSiteName(value, names),
  }));
  const ordered = [...headingCandidates(headings, titles, sites), ...stripped, ...headings].map(
    ({ source, value }) => ({ source, value }),
  );
  const headline = provenance.chooseFirst('headline', ordered);
  const stated = articles
    .flatMap((article) => valuesOf(article, 'alternativeHeadline', signals.linked))
    .map((value) => ({ source: 'json-ld', value: plain(value) ?? '' }));
  return { headline, alternativeHeadline: others(headline, [...stated, ...ordered]) };
}

/** If the document's title begins with this title and continues, this title has no site name to remove. */
function isTitleWithoutSite(value: string, title: string): boolean {
  return title.length > value.length && title.startsWith(value);
}

function others(headline: string | null, candidates: readonly Candidate<string>[]): string[] {
  const seen = new Set([matchKey(headline ?? '')]);
  return candidates
    .map(({ value }) => value)
    .filter((value) => {
      const key = matchKey(value);
      if (key === '' || seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

function plain(value: unknown): string | null {
  return typeof value === 'string' ? stripTags(value) || null : null;
}
