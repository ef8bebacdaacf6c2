/**
 * `wanted`: must be requested. `pending`: the hub was asked and will verify. `active`: verified, until its
 * lease ends. `denied`: the hub refused; we ask again later. `ending`: an unsubscription is in progress.
 * `ended`: over.
 */
export type SubscriptionState = 'wanted' | 'pending' | 'active' | 'denied' | 'ending' | 'ended';

export type SubscriptionMode = 'subscribe' | 'unsubscribe';

/** How many of the feed's entries a hub delivered. */
export interface WebSubTally {
  pushed: number;
  missed: number;
  recentPushed: number;
  recentMissed: number;
  missedInARow: number;
  /** Entries first seen up to this time are counted. */
  until: Date;
}

/** A subscription at a hub: one topic, one callback path. The secret never leaves the services. */
export interface Subscription {
  /** Unguessable; the last part of the callback path. */
  callbackId: string;
  feedId: string;
  /** False after it was replaced; a feed has one current subscription. */
  live: boolean;
  topic: string;
  /** The hub in use, one of `hubs`. */
  hub: string;
  hubs: string[];
  /** Address of the feed's document; its relative links are resolved against it. */
  documentUrl: string;
  secret: string;
  state: SubscriptionState;
  /** The request that the hub may verify now. */
  pendingMode: SubscriptionMode | null;
  pendingUntil: Date | null;
  lastChallenge: string | null;
  verifiedAt: Date | null;
  leaseUntil: Date | null;
  /** When the next request to the hub is due. */
  nextActionAt: Date | null;
  attempts: number;
  lastError: string | null;
  deliveries: number;
  badSignatures: number;
  lastPushAt: Date | null;
  tally: WebSubTally;
  trust: string;
  createdAt: Date;
  updatedAt: Date;
  expiresAt: Date | null;
}

export interface WantedSubscription {
  feedId: string;
  topic: string;
  hubs: readonly string[];
  documentUrl: string;
  callbackId: string;
  secret: string;
  now: Date;
}

export interface Verification {
  callbackId: string;
  mode: SubscriptionMode;
  topic: string;
  challenge: string;
  /** For `subscribe`: when the lease ends, and when to renew it. */
  leaseUntil: Date;
  renewAt: Date;
  now: Date;
}

/** A body that a hub delivered and a fetcher will read. */
export interface PushedDocument {
  pushId: string;
  callbackId: string;
  feedId: string;
  body: Buffer;
  contentType: string | null;
  receivedAt: Date;
  attempts: number;
  /** Fencing token; each lease raises it. */
  token: number;
}
