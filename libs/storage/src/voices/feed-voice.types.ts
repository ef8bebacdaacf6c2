/** What is known of whether an outlet lets a feed that lies elsewhere speak for it. */
export interface FeedVoiceDoc {
  feedId: string;
  outlet: string;
  /** What the outlet said by; null: it was asked and does not name the feed. */
  by: 'autodiscovery' | 'redirect' | 'hub' | null;
  /** The address that was looked at. */
  evidence: string;
  checkedAt: Date;
}
