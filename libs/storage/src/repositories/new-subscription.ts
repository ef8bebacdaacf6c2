import type { SubscriptionModel } from '../models/models.js';
import type { WantedSubscription } from './websub.types.js';

/** A subscription that no hub was asked for yet. */
export function newSubscription(wanted: WantedSubscription): SubscriptionModel {
  const { callbackId, feedId, topic, hubs, documentUrl, secret, now } = wanted;
  return {
    _id: callbackId,
    feedId,
    live: true,
    topic,
    hub: hubs[0] ?? '',
    hubs: [...hubs],
    documentUrl,
    secret,
    state: 'wanted',
    pendingMode: null,
    pendingUntil: null,
    lastChallenge: null,
    verifiedAt: null,
    leaseUntil: null,
    nextActionAt: now,
    attempts: 0,
    lastError: null,
    deliveries: 0,
    badSignatures: 0,
    lastPushAt: null,
    tally: { pushed: 0, missed: 0, recentPushed: 0, recentMissed: 0, missedInARow: 0, until: now },
    trust: 'unproven',
    createdAt: now,
    updatedAt: now,
    expiresAt: null,
  };
}
