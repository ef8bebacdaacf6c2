import {
  contentHashOfWords,
  contentWordsOf,
  normaliseText,
  normaliseUrl,
  outletOf,
  pageOfEntry,
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
  /** Of the first one, as its discovery gave it: an entry's place on its page and learned parameters are part of it. */
  identity?: string | undefined;
  canonicalUrl: string | null;
  feedId: string | null;
  entryId: string | null;
  headline: string | null;
  body: string | null;
  publishedAt: Date;
  /** The extraction doubts that the text is the article's: such a text is no body to know it by. */
  isDoubtful?: boolean | undefined;
}

/** What a decision needs to know of an arriving article. */
export interface ArticleFingerprint {
  articleId: string;
  /** Who publishes at its address; null where that cannot be told. */
  outlet: string | null;
  /** Strongest first, each once. */
  identities: Identity[];
  contentHash: string;
  sketch: Sketch;
  publishedAt: Date;
  /** The address that answered, without scheme, `www`, fragment and last slash: what shows an older text elsewhere is a copy that lags behind. */
  address?: string | null;
  /** The body at its outlet under whatever headline; null where it is too short, or doubtful. */
  bodyKey?: string | null;
}

/** Keys, hash and sketch of an article. */
export function fingerprintArticle(article: ArticleToFingerprint): ArticleFingerprint {
  const { articleId, headline, publishedAt } = article;
  const body = article.body ?? '';
  const words = contentWordsOf(body);
  const contentHash = contentHashOfWords(normaliseText(headline ?? ''), words);
  const outlet = outletOf(article.urls[0] ?? '');
  const sketch = sketchOfWords(words, body, { title: headline, source: outlet });
  const identities = [...entryIdentity(article), ...addressIdentities(article)];
  if (sketch.length >= RULES.tellingLetters)
    identities.push({ key: `content:${contentHash}`, tier: 'content' });
  const isTold = sketch.length >= RULES.bodyLetters && article.isDoubtful !== true;
  const bodyKey = isTold && outlet !== null ? `body:${outlet}:${contentHashOfWords('', words)}` : null;
  const own = { address: spelledAddressOf(article.urls.at(-1) ?? ''), bodyKey };
  return { articleId, outlet, identities, contentHash, sketch, publishedAt, ...own };
}

function spelledAddressOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { host, pathname, search } = new URL(url);
  return `${host.replace(/^www\d?\./, '')}${pathname.replace(/\/$/, '')}${search}`;
}

/** A guid is scoped to its feed: other feeds number their entries too. */
function entryIdentity({ feedId, entryId }: ArticleToFingerprint): Identity[] {
  return feedId !== null && entryId ? [{ key: `entry:${feedId}:${entryId}`, tier: 'entry' }] : [];
}

/**
 * A redirect or canonical link within the outlet names an address of the article; to another outlet it is a claim that the text must
 * bear out. A front page is neither: a site that is set up wrongly names it on every page, or sends there who asks for a page that is gone.
 */
function addressIdentities({ urls, identity, canonicalUrl }: ArticleToFingerprint): Identity[] {
  const found = new Map<string, Identity>();
  const [own = '', ...others] = urls;
  const plain = normaliseUrl(own);
  const mine = identity ?? plain;
  // What the plain rules make of its own address is that of others too, where more than they know tells them apart.
  for (const address of [plain, mine])
    if (address !== null) found.set(address, { key: `url:${mine}`, tier: 'url' });
  // The page of an entry is that of its neighbours, and so is what the page calls itself.
  if (mine !== null && pageOfEntry(mine) !== null) return [{ key: `url:${mine}`, tier: 'url' }];
  for (const url of others) {
    const address = normaliseUrl(url);
    if (address === null || found.has(address) || isFrontPage(address)) continue;
    found.set(address, { key: `url:${address}`, tier: tierOf(own, url), named: true });
  }
  const canonical = canonicalUrl === null ? null : normaliseUrl(canonicalUrl);
  if (canonical !== null && !found.has(canonical) && !isFrontPage(canonical)) {
    found.set(canonical, { key: `url:${canonical}`, tier: tierOf(own, canonical), named: true });
  }
  return [...new Map([...found.values()].map((named) => [named.key, named])).values()];
}

/** An address of the outlet's own is the article's; one of another outlet is only said to be. */
const tierOf = (own: string, url: string) => (sameOutlet(own, url) ? 'url' : 'canonical');

/** Of an address in identity form. */
const isFrontPage = (address: string): boolean => /^https:\/\/[^/]+\/$/.test(address);

/** Identities that an article takes for itself where nobody holds them. What another outlet is said to hold is only looked up. */
export function claimsOf({
  identities,
  bodyKey,
}: Pick<ArticleFingerprint, 'identities' | 'bodyKey'>): string[] {
  const keys = identities.filter(({ tier }) => tier !== 'canonical').map(({ key }) => key);
  return bodyKey ? [...keys, bodyKey] : keys;
}
