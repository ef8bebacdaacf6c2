import type { FeedVoiceModel, Models } from '../models/models.js';
import type { FeedVoiceDoc } from './feed-voice.types.js';

/** The most outlets of one feed in one read. A feed that speaks for more is an aggregator. */
const MAX_VOICES = 500;

/** Which outlets let a feed that lies elsewhere speak for them, and which were asked. */
export class FeedVoiceRepository {
  constructor(private readonly models: Pick<Models, 'feedVoices'>) {}

  /** The answer of one outlet, as it was noted last. */
  async get(feedId: string, outlet: string): Promise<FeedVoiceDoc | null> {
    const found = await this.models.feedVoices.findById(idOf(feedId, outlet)).lean<FeedVoiceModel>();
    return found && voiceOf(found);
  }

  /** Outlets that let the feed speak for them, by name. */
  async ofFeed(feedId: string): Promise<FeedVoiceDoc[]> {
    const found = await this.models.feedVoices
      .find({ _id: { $gte: idOf(feedId, ''), $lt: `${feedId}!` }, by: { $ne: null } })
      .sort({ _id: 1 })
      .limit(MAX_VOICES)
      .lean<FeedVoiceModel[]>();
    return found.map(voiceOf);
  }

  /** The same of several feeds, by feed. */
  async ofFeeds(feedIds: readonly string[]): Promise<Map<string, FeedVoiceDoc[]>> {
    return new Map(await Promise.all(feedIds.map(async (id) => [id, await this.ofFeed(id)] as const)));
  }

  /** Notes an answer. One that was given is not taken back because another page of the outlet is silent. */
  async record(voice: FeedVoiceDoc): Promise<void> {
    const _id = idOf(voice.feedId, voice.outlet);
    if (voice.by !== null) {
      await this.models.feedVoices.updateOne({ _id }, { $set: voice }, { upsert: true });
      return;
    }
    const { checkedAt, ...first } = voice;
    await this.models.feedVoices.updateOne(
      { _id },
      { $set: { checkedAt }, $setOnInsert: first },
      { upsert: true },
    );
  }

  async forget(feedId: string): Promise<void> {
    await this.models.feedVoices.deleteMany({ _id: { $gte: idOf(feedId, ''), $lt: `${feedId}!` } });
  }
}

/** A space sorts before every character of an outlet, and an exclamation mark right after it. */
const idOf = (feedId: string, outlet: string): string => `${feedId} ${outlet}`;

const voiceOf = ({ feedId, outlet, by, evidence, checkedAt }: FeedVoiceDoc): FeedVoiceDoc => ({
  feedId,
  outlet,
  by,
  evidence,
  checkedAt,
});
