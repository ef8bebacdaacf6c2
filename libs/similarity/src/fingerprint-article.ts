import {
  contentHashOfWords,
  contentWordsOf,
  normaliseText,
  normaliseUrl,
  outletOf,
  pageOfEntry,
  sameOutlet,
} from '@dateline/article';
import { headlineCoreOf } from './headline-core.js';
import { SIMILARITY_RULES as RULES } from './similarity.rules.js';
import { sketchOfWords, type Sketch } from './sketch-of.js';

/** The ways to recognise an article, strongest first. */
export const IDENTITY_TIERS = ['entry', 'url', 'canonical', 'content', 'headline'] as const;
export type IdentityTier = (typeof IDENTITY_TIERS)[number];

export interface Identity {
  key: string;
  tier: Exclude<IdentityTier, 'headline'>;
  /**
   * The page names this address or led to it, but it is not its own. Sites give many pages one such address
   * by mistake.
   */
  named?: true;
}

export interface ArticleToFingerprint {
  articleId: string;
  /**
   * The address at which it was found, then any from which it was fetched; not necessarily in identity form.
   */
  urls: readonly string[];
  /**
   * The identity of the first address, as discovered. It includes an entry's place on its page and learned
   * parameters.
   */
  identity?: string | undefined;
  canonicalUrl: string | null;
  feedId: string | null;
  entryId: string | null;
  headline: string | null;
  body: string | null;
  publishedAt: Date;
  /** The extraction doubts that the text belongs to the article. Such a text does not identify it. */
  isDoubtful?: boolean | undefined;
}

/** What a decision needs to know of an arriving article. */
export interface ArticleFingerprint {
  articleId: string;
  /** The outlet at its address; null if unknown. */
  outlet: string | null;
  /** Strongest first, without repeats. */
  identities: Identity[];
  contentHash: string;
  sketch: Sketch;
  publishedAt: Date;
  /**
   * The address that answered, without scheme, `www`, fragment and final slash. An older text at another
   * address is a copy that lags behind.
   */
  address?: string | null;
  /** Key of body and outlet, whatever the headline; of a short body with the core of it. Null if the body is doubtful. */
  bodyKey?: string | null;
}

/** Computes the keys, the hash and the sketch of an article. */
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
  const bodyKey = outlet === null ? null : bodyKeyOf(article, { outlet, words, letters: sketch.length });
  const own = { address: spelledAddressOf(article.urls.at(-1) ?? ''), bodyKey };
  return { articleId, outlet, identities, contentHash, sketch, publishedAt, ...own };
}

/** A short body identifies an article only under the same headline, whatever kicker or site name it is dressed with. */
function bodyKeyOf(
  { headline, isDoubtful }: ArticleToFingerprint,
  { outlet, words, letters }: { outlet: string; words: string; letters: number },
): string | null {
  if (isDoubtful === true || letters < RULES.tellingLetters) return null;
  if (letters >= RULES.bodyLetters) return `body:${outlet}:${contentHashOfWords('', words)}`;
  const core = headlineCoreOf(headline ?? '');
  return core.length < RULES.headlineLetters ? null : `body:${outlet}:${contentHashOfWords(core, words)}`;
}

function spelledAddressOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { host, pathname, search } = new URL(url);
  return `${host.replace(/^www\d?\./, '')}${pathname.replace(/\/$/, '')}${search}`;
}

/** A guid is scoped to its feed, because feeds number their entries independently. */
function entryIdentity({ feedId, entryId }: ArticleToFingerprint): Identity[] {
  return feedId !== null && entryId ? [{ key: `entry:${feedId}:${entryId}`, tier: 'entry' }] : [];
}

/**
 * A redirect or a canonical link within the outlet gives the article another address. One to another outlet
 * is a claim that the text must confirm. A front page is neither: a misconfigured site names it on every
 * page, or redirects requests for removed pages to it.
 */
function addressIdentities({ urls, identity, canonicalUrl }: ArticleToFingerprint): Identity[] {
  const found = new Map<string, Identity>();
  const [own = '', ...others] = urls;
  const plain = normaliseUrl(own);
  const mine = identity ?? plain;
  // The plain form of the own address may belong to other articles too, if more than the plain rules tells
  // them apart.
  for (const address of [plain, mine])
    if (address !== null) found.set(address, { key: `url:${mine}`, tier: 'url' });
  // An entry shares its page with its neighbours, and they share the page's canonical link.
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

/** An address at the article's own outlet identifies it; one at another outlet is only a claim. */
const tierOf = (own: string, url: string) => (sameOutlet(own, url) ? 'url' : 'canonical');

/** Expects an address in identity form. */
const isFrontPage = (address: string): boolean => /^https:\/\/[^/]+\/$/.test(address);

/**
 * The identities that an article takes if nobody holds them. An identity at another outlet is only looked up.
 */
export function claimsOf({
  identities,
  bodyKey,
}: Pick<ArticleFingerprint, 'identities' | 'bodyKey'>): string[] {
  const keys = identities.filter(({ tier }) => tier !== 'canonical').map(({ key }) => key);
  return bodyKey ? [...keys, bodyKey] : keys;
}
