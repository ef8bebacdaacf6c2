import { outletOf, sameOutlet } from '../outlet/outlet-of.js';

/**
 * Who speaks of an address, strongest first: its own page, a feed of its outlet, a feed that an operator trusts for the outlet, any
 * other feed.
 */
export const AUTHORITIES = ['page', 'own_feed', 'trusted_feed', 'stranger'] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** What a speaker's word can do to the article of an address. */
export interface Powers {
  /** The article becomes known, and its page is asked for. */
  makesKnown: boolean;
  /** Its text stands where the page shows less or cannot be had. */
  standsAsText: boolean;
  /** Headline, authors, dates, image and topics where the page leaves them out. */
  hints: boolean;
  /** The record is filed under its feed, and its changes are looked into. */
  owns: boolean;
  /** A notice of it withdraws stories of the outlet. */
  kills: boolean;
}

const ALL: Powers = { makesKnown: true, standsAsText: true, hints: true, owns: true, kills: true };

/** The whole rule: what a stranger says of an address makes it known, and nothing else. */
export const AUTHORITY_TABLE: Readonly<Record<Authority, Powers>> = {
  page: ALL,
  own_feed: ALL,
  trusted_feed: ALL,
  stranger: { makesKnown: true, standsAsText: false, hints: false, owns: false, kills: false },
};

/** Whether the first speaker's word goes before the second's. */
export function outranks(first: Authority, second: Authority): boolean {
  return AUTHORITIES.indexOf(first) < AUTHORITIES.indexOf(second);
}

/** That a feed which lies elsewhere speaks for an outlet: by an operator's word, or by the outlet's own. */
export interface FeedVoice {
  /** As `outletOf` names it. */
  outlet: string;
  by: 'operator' | 'autodiscovery' | 'redirect' | 'hub';
}

/** A feed as its authority is judged. */
export interface SpeakingFeed {
  /** Addresses that it has: the one that is asked for, and that from which its document came. */
  urls: readonly string[];
  voices: readonly FeedVoice[];
}

/** A feed with all that is known to speak for it: what an operator has ruled, and what outlets have said (`by` null: that they do not know it). */
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

/** With what authority a feed speaks of an address (in identity form, so that a link through a redirect service counts for its target). */
export function judgeAuthority(address: string, { urls, voices }: SpeakingFeed): Exclude<Authority, 'page'> {
  const outlet = outletOf(address);
  if (outlet === null) return 'stranger';
  if (urls.some((url) => sameOutlet(url, address))) return 'own_feed';
  const named = voices.filter((voice) => voice.outlet === outlet);
  if (named.some(({ by }) => by !== 'operator')) return 'own_feed';
  return named.length > 0 ? 'trusted_feed' : 'stranger';
}

/** The authority that an event tells. What was written before events told it: an import is a page, and a feed's word a stranger's. */
export function toldAuthority(told: { authority?: Authority | undefined; origin?: string }): Authority {
  return told.authority ?? (told.origin === 'import' ? 'page' : 'stranger');
}
