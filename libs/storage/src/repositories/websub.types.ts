/**
 * `wanted`: to be asked for. `pending`: the hub has been asked and will verify. `active`: verified, until its lease ends. `denied`: the
 * hub refused, and is asked again later. `ending`: an unsubscription is under way. `ended`: over.
 */
export type SubscriptionState = 'wanted' | 'pending' | 'active' | 'denied' | 'ending' | 'ended';

export type SubscriptionMode = 'subscribe' | 'unsubscribe';

/** What a hub brought of what the feed brought. */
export interface WebSubTally {
  pushed: number;
  missed: number;
  recentPushed: number;
  recentMissed: number;
  missedInARow: number;
  /** Entries first seen until then are counted. */
  until: Date;
}

/** A subscription at a hub: one topic, one callback path. The secret never leaves the services. */
export interface Subscription {
  /** Unguessable; the last part of the callback path. */
  callbackId: string;
  feedId: string;
  /** The feed's present one; a feed has one live subscription. */
  live: boolean;
  topic: string;
  /** The hub in use, one of `hubs`. */
  hub: string;
  hubs: string[];
  /** Address that the document of the feed came from: what its relative links are resolved against. */
  documentUrl: string;
  secret: string;
  state: SubscriptionState;
  /** What the hub may verify now. */
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
  /** For `subscribe`: end of the lease, and when to renew it. */
  leaseUntil: Date;
  renewAt: Date;
  now: Date;
}

/** A body that a hub delivered, on its way to a fetcher. */
export interface PushedDocument {
  pushId: string;
  callbackId: string;
  feedId: string;
  body: Buffer;
  contentType: string | null;
  receivedAt: Date;
  attempts: number;
  /** Rises with every lease. */
  token: number;
}
