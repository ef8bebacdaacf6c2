import {
  contentHashOfWords,
  contentWordsOf,
  normaliseText,
  normaliseUrl,
  outletOf,
  sameOutlet,
} from '@dateline/article';
import { SIMILARITY_RULES as RULES } from './similarity.rules.js';
import { sketchOfWords, type Sketch } from './sketch-of.js';

/** How an article may be recognised, strongest first. */
export const IDENTITY_TIERS = ['entry', 'url', 'canonical', 'content', 'headline'] as const;
export type IdentityTier = (typeof IDENTITY_TIERS)[number];

export interface Identity {
  key: string;
  tier: Exclude<IdentityTier, 'headline'>;
  /** An address that the page names, or to which it led, and not its own: sites give many pages one such address by mistake. */
  named?: true;
}

export interface ArticleToFingerprint {
  articleId: string;
  /** The address it was found under and any it was fetched from; none is needed in identity form. */
  urls: readonly string[];
  canonicalUrl: string | null;
  feedId: string | null;
  entryId: string | null;
  headline: string | null;
  body: string | null;
  publishedAt: Date;
}

/** What a decision needs to know of an arriving article. */
export interface ArticleFingerprint {
  articleId: string;
  /** Strongest first, each once. */
  identities: Identity[];
  contentHash: string;
  sketch: Sketch;
  publishedAt: Date;
}

/** Keys, hash and sketch of an article. */
export function fingerprintArticle(article: ArticleToFingerprint): ArticleFingerprint {
  const { articleId, headline, publishedAt } = article;
  const body = article.body ?? '';
  const words = contentWordsOf(body);
  const contentHash = contentHashOfWords(normaliseText(headline ?? ''), words);
  const sketch = sketchOfWords(words, body, { title: headline, source: outletOf(article.urls[0] ?? '') });
  const identities = [...entryIdentity(article), ...addressIdentities(article)];
  if (sketch.length >= RULES.tellingLetters)
    identities.push({ key: `content:${contentHash}`, tier: 'content' });
  return { articleId, identities, contentHash, sketch, publishedAt };
}

/** A guid is scoped to its feed: other feeds number their entries too. */
function entryIdentity({ feedId, entryId }: ArticleToFingerprint): Identity[] {
  return feedId !== null && entryId ? [{ key: `entry:${feedId}:${entryId}`, tier: 'entry' }] : [];
}

/**
 * A redirect or canonical link within the outlet names an address of the article; to another outlet it is a claim that the text must
 * bear out. A front page is neither: a site that is set up wrongly names it on every page, or sends there who asks for a page that is gone.
 */
function addressIdentities({ urls, canonicalUrl }: ArticleToFingerprint): Identity[] {
  const found = new Map<string, Identity>();
  const [own = ''] = urls;
  for (const [at, url] of urls.entries()) {
    const address = normaliseUrl(url);
    if (address === null || found.has(address) || (at > 0 && isFrontPage(address))) continue;
    const key = `url:${address}`;
    found.set(address, at === 0 ? { key, tier: 'url' } : { key, tier: tierOf(own, url), named: true });
  }
  const canonical = canonicalUrl === null ? null : normaliseUrl(canonicalUrl);
  if (canonical !== null && !found.has(canonical) && !isFrontPage(canonical)) {
    found.set(canonical, { key: `url:${canonical}`, tier: tierOf(own, canonical), named: true });
  }
  return [...found.values()];
}

/** An address of the outlet's own is the article's; one of another outlet is only said to be. */
const tierOf = (own: string, url: string) => (sameOutlet(own, url) ? 'url' : 'canonical');

/** Of an address in identity form. */
const isFrontPage = (address: string): boolean => /^https:\/\/[^/]+\/$/.test(address);

/** Identities that an article takes for itself where nobody holds them. What another outlet is said to hold is only looked up. */
export function claimsOf({ identities }: Pick<ArticleFingerprint, 'identities'>): string[] {
  return identities.filter(({ tier }) => tier !== 'canonical').map(({ key }) => key);
}
