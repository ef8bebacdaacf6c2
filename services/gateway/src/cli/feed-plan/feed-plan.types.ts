import type { AddFeed } from '../../feeds/feeds.schema.js';

/** A feed as a list in a file wants it. What the list does not say of a feed is left as it is. */
export type WantedFeed = AddFeed & {
  /** Why it is not polled; null for one that is polled. Absent: as it is. */
  paused?: string | null;
};

/** One step that brings the installation to what the list says. */
export type PlanStep =
  | { step: 'add'; url: string; feed: WantedFeed }
  | { step: 'change'; url: string; feedId: string; changes: FieldChange[] }
  | { step: 'remove'; url: string; feedId: string };

export interface FieldChange {
  field: string;
  from: unknown;
  to: unknown;
}
