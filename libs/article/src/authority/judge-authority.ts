import { outletOf, sameOutlet } from '../outlet/outlet-of.js';

/**
 * Who says something about an address, strongest first: its own page, a feed of its outlet, a feed that an
 * operator trusts for the outlet, any other feed.
 */
export const AUTHORITIES = ['page', 'own_feed', 'trusted_feed', 'stranger'] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** What the word of a speaker may change in the article at an address. */
export interface Powers {
  /** The article becomes known, and its page is fetched. */
  makesKnown: boolean;
  /** Its text is used where the page shows less or cannot be fetched. */
  standsAsText: boolean;
  /** It supplies headline, authors, dates, image and topics where the page has none. */
  hints: boolean;
  /** The record is filed under its feed, and its changes are followed up. */
  owns: boolean;
  /** Its kill notices withdraw stories of the outlet. */
  kills: boolean;
}

const ALL: Powers = { makesKnown: true, standsAsText: true, hints: true, owns: true, kills: true };

/** The whole rule: a stranger makes an address known, and can do nothing else. */
export const AUTHORITY_TABLE: Readonly<Record<Authority, Powers>> = {
  page: ALL,
  own_feed: ALL,
  trusted_feed: ALL,
  stranger: { makesKnown: true, standsAsText: false, hints: false, owns: false, kills: false },
};

/** Whether the first speaker takes precedence over the second. */
export function outranks(first: Authority, second: Authority): boolean {
  return AUTHORITIES.indexOf(first) < AUTHORITIES.indexOf(second);
}

/** Why a feed at another address may speak for an outlet: an operator or the outlet itself says so. */
export interface FeedVoice {
  /** In the form of `outletOf`. */
  outlet: string;
  by: 'operator' | 'autodiscovery' | 'redirect' | 'hub';
}

/** A feed, as `judgeAuthority` sees it. */
export interface SpeakingFeed {
  /** Its addresses: the one that is requested, and the one from which the document was served. */
  urls: readonly string[];
  voices: readonly FeedVoice[];
}

/**
 * A feed with everything that speaks for it: the operator's policy, and what outlets have said. `by: null`
 * means that the outlet does not know the feed.
 */
export function speakingFeedOf(
  { url, policy }: { url: string; policy: { speaksFor: readonly string[] } },
  heard: readonly { outlet: string; by: Exclude<FeedVoice['by'], 'operator'> | null }[],
  documentUrl = url,
): SpeakingFeed {
  return {
    urls: [...new Set([url, documentUrl])],
    voices: [
      ...policy.speaksFor.map((outlet) => ({ outlet, by: 'operator' as const })),
      ...heard.flatMap(({ outlet, by }) => (by === null ? [] : [{ outlet, by }])),
    ],
  };
}

/**
 * The authority of a feed over an address. The address is in identity form, so that a link through a redirect
 * service counts as a link to its target.
 */
export function judgeAuthority(address: string, { urls, voices }: SpeakingFeed): Exclude<Authority, 'page'> {
  const outlet = outletOf(address);
  if (outlet === null) return 'stranger';
  if (urls.some((url) => sameOutlet(url, address))) return 'own_feed';
  const named = voices.filter((voice) => voice.outlet === outlet);
  if (named.some(({ by }) => by !== 'operator')) return 'own_feed';
  return named.length > 0 ? 'trusted_feed' : 'stranger';
}

/**
 * The authority that an event states. Older events state none: there an import counts as a page, and a feed
 * as a stranger.
 */
export function toldAuthority(told: { authority?: Authority | undefined; origin?: string }): Authority {
  return told.authority ?? (told.origin === 'import' ? 'page' : 'stranger');
}

/** A stored word of authority. One that another version wrote and this one does not know gives none. */
export function authorityOfWord(word: string | null | undefined): Authority {
  return AUTHORITIES.find((known) => known === word) ?? 'stranger';
}
