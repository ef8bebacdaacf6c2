import type { Models, SubscriptionModel } from '../models/models.js';
import { isDuplicateKey } from '../storage.errors.js';
import { newSubscription } from './new-subscription.js';
import type { Subscription, Verification, WantedSubscription, WebSubTally } from './websub.types.js';

const KEPT_AFTER_END_MS = 7 * 86_400_000;
/** How long a due subscription belongs to the replica that took it, in ms. */
const ACTION_LOCK_MS = 120_000;

/** Subscriptions at hubs. The fetcher requests them; the gateway answers the hubs' verifications. */
export class WebSubRepository {
  constructor(private readonly models: Pick<Models, 'subscriptions'>) {}

  async get(callbackId: string): Promise<Subscription | null> {
    return toSubscription(
      await this.models.subscriptions.findById(callbackId).lean<SubscriptionModel | null>(),
    );
  }

  /** Current subscriptions by feed id. */
  async ofFeeds(feedIds: readonly string[]): Promise<Map<string, Subscription>> {
    const found = await this.models.subscriptions
      .find({ feedId: { $in: feedIds }, live: true })
      .lean<SubscriptionModel[]>();
    return new Map(found.map(({ _id, ...rest }) => [rest.feedId, { callbackId: _id, ...rest }]));
  }

  /**
   * Ensures that the feed has a subscription for this topic at one of these hubs, and ends a subscription for
   * another topic or hub.
   */
  async want(wanted: WantedSubscription): Promise<Subscription> {
    const { feedId, topic, hubs, documentUrl, now } = wanted;
    const present = (await this.ofFeeds([feedId])).get(feedId);
    if (present?.topic === topic && hubs.includes(present.hub)) {
      const same = present.documentUrl === documentUrl && present.hubs.join() === hubs.join();
      if (!same) await this.set(present.callbackId, { hubs: [...hubs], documentUrl, updatedAt: now });
      return { ...present, hubs: [...hubs], documentUrl };
    }
    if (present) await this.end(feedId, now);
    const document = newSubscription(wanted);
    try {
      await this.models.subscriptions.create([document]);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.want(wanted);
    }
    const { _id, ...rest } = document;
    return { callbackId: _id, ...rest };
  }

  /** Ends the subscription. The hub gets an unsubscription if it ever got a subscription. */
  async end(feedId: string, now: Date): Promise<void> {
    const fields = { live: false, updatedAt: now, leaseUntil: null, attempts: 0 };
    await this.models.subscriptions.updateOne(
      { feedId, live: true, pendingUntil: null },
      {
        $set: {
          ...fields,
          state: 'ended',
          nextActionAt: null,
          expiresAt: new Date(now.getTime() + KEPT_AFTER_END_MS),
        },
      },
    );
    await this.models.subscriptions.updateOne(
      { feedId, live: true },
      { $set: { ...fields, state: 'ending', pendingMode: null, nextActionAt: now } },
    );
  }

  /** Leases a subscription with a due hub request, for two minutes. */
  async takeDue(now: Date): Promise<Subscription | null> {
    const lockedUntil = new Date(now.getTime() + ACTION_LOCK_MS);
    const found = await this.models.subscriptions
      .findOneAndUpdate(
        { nextActionAt: { $ne: null, $lte: now } },
        { $set: { nextActionAt: lockedUntil } },
        { sort: { nextActionAt: 1 }, returnDocument: 'after' },
      )
      .lean<SubscriptionModel | null>();
    return toSubscription(found);
  }

  /** Written before the request, because the hub may verify before it answers. */
  async beginRequest(
    { callbackId, state }: Pick<Subscription, 'callbackId' | 'state'>,
    { pendingUntil, retryAt }: { pendingUntil: Date; retryAt: Date },
    now: Date,
  ): Promise<void> {
    const mode = state === 'ending' ? ('unsubscribe' as const) : ('subscribe' as const);
    const waiting = state === 'wanted' || state === 'denied' ? { state: 'pending' as const } : {};
    await this.models.subscriptions.updateOne(
      { _id: callbackId, state },
      {
        $set: { ...waiting, pendingMode: mode, pendingUntil, nextActionAt: retryAt, updatedAt: now },
        $inc: { attempts: 1 },
      },
    );
  }

  /** The request failed or was refused; another hub may be next. */
  async recordFailure(
    callbackId: string,
    { error, retryAt, hub }: { error: string; retryAt: Date; hub: string },
    now: Date,
  ): Promise<void> {
    await this.models.subscriptions.updateOne(
      { _id: callbackId, pendingMode: { $ne: null } },
      { $set: { lastError: error.slice(0, 500), nextActionAt: retryAt, hub, updatedAt: now } },
    );
  }

  /** Gives up an unsubscription that its hub does not confirm. */
  async finish(callbackId: string, now: Date): Promise<void> {
    await this.set(callbackId, endedAt(now));
  }

  /**
   * Whether the hub's verification matches a pending request of ours. The same challenge twice gets the same
   * answer.
   */
  async verify({
    callbackId,
    mode,
    topic,
    challenge,
    leaseUntil,
    renewAt,
    now,
  }: Verification): Promise<boolean> {
    const update =
      mode === 'unsubscribe'
        ? { ...endedAt(now), lastChallenge: challenge }
        : {
            state: 'active' as const,
            pendingMode: null,
            lastChallenge: challenge,
            verifiedAt: now,
            leaseUntil,
            nextActionAt: renewAt,
            attempts: 0,
            lastError: null,
            updatedAt: now,
          };
    const { matchedCount } = await this.models.subscriptions.updateOne(
      { _id: callbackId, topic, pendingMode: mode, pendingUntil: { $gt: now } },
      { $set: update },
    );
    if (matchedCount === 1) return true;
    const again = { _id: callbackId, topic, lastChallenge: challenge, pendingUntil: { $gt: now } };
    return (await this.models.subscriptions.exists(again)) !== null;
  }

  /** The hub refuses or revokes a subscription (W3C WebSub, section 5.2). False when no feed wants it. */
  async deny(
    callbackId: string,
    { topic, reason, retryAt }: { topic: string; reason: string; retryAt: Date },
    now: Date,
  ): Promise<boolean> {
    const { matchedCount } = await this.models.subscriptions.updateOne(
      { _id: callbackId, topic, live: true },
      {
        $set: {
          state: 'denied',
          pendingMode: null,
          leaseUntil: null,
          lastError: reason.slice(0, 500),
          nextActionAt: retryAt,
          updatedAt: now,
        },
      },
    );
    return matchedCount === 1;
  }

  async recordDelivery(callbackId: string, now: Date): Promise<void> {
    await this.models.subscriptions.updateOne(
      { _id: callbackId },
      { $set: { lastPushAt: now }, $inc: { deliveries: 1 } },
    );
  }

  async recordBadSignature(callbackId: string): Promise<void> {
    await this.models.subscriptions.updateOne({ _id: callbackId }, { $inc: { badSignatures: 1 } });
  }

  /** Writes a tally unless another replica has already counted this time span. */
  async recordTally(
    { callbackId, tally }: Pick<Subscription, 'callbackId' | 'tally'>,
    next: WebSubTally,
    trust: string,
  ): Promise<boolean> {
    const { matchedCount } = await this.models.subscriptions.updateOne(
      { _id: callbackId, 'tally.until': tally.until },
      { $set: { tally: next, trust } },
    );
    return matchedCount === 1;
  }

  /** Live subscriptions by state and trust. */
  async counts(): Promise<{ state: string; trust: string; count: number }[]> {
    const groups = await this.models.subscriptions.aggregate<{
      _id: { state: string; trust: string };
      count: number;
    }>([
      { $match: { live: true } },
      { $group: { _id: { state: '$state', trust: '$trust' }, count: { $sum: 1 } } },
    ]);
    return groups.map(({ _id, count }) => ({ ..._id, count }));
  }

  private async set(callbackId: string, fields: Partial<SubscriptionModel>): Promise<void> {
    await this.models.subscriptions.updateOne({ _id: callbackId }, { $set: fields });
  }
}

const endedAt = (now: Date) => ({
  state: 'ended' as const,
  live: false,
  pendingMode: null,
  leaseUntil: null,
  nextActionAt: null,
  updatedAt: now,
  expiresAt: new Date(now.getTime() + KEPT_AFTER_END_MS),
});

function toSubscription(found: SubscriptionModel | null): Subscription | null {
  if (!found) return null;
  const { _id, ...rest } = found;
  return { callbackId: _id, ...rest };
}
