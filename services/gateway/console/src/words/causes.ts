import type { Tone } from '../parts/badge.js';
import type { LetterGroup, FeedHealthReport } from '../api/types.js';
import { HEALTH_WORDS, healthTone, nameOfFeed } from './feed-words.js';
import { counted } from './numbers.js';

/** One thing that a person must see to. */
export interface Cause {
  key: string;
  tone: Tone;
  what: string;
  /** What it costs, in words. */
  cost: string;
  since: string | null;
  href: string;
  /** What the way to the cure is called. */
  cure: string;
}

type FeedCause = FeedHealthReport['causes'][number];

/** Dead letters of one fault each, then what the API says is wrong with feeds, the worst first. */
export function causesOf(feeds: readonly FeedCause[], letters: readonly LetterGroup[]): Cause[] {
  const waiting = letters.filter((group) => group.count > 0);
  return [...waiting.map(causeOfLetters), ...feeds.map(causeOfFeeds)];
}

function causeOfLetters({ id, stage, code, count, firstSeenAt }: LetterGroup): Cause {
  return {
    key: id,
    tone: 'bad',
    what: `${stage}: ${code.replaceAll('_', ' ')}`,
    cost: `${counted(count, 'message waits', 'messages wait')} in quarantine`,
    since: firstSeenAt,
    href: '/lost?state=dead_lettered',
    cure: 'Release or discard',
  };
}

function causeOfFeeds({
  state,
  class: failure,
  host,
  feeds,
  since,
  reason,
  entriesPerDay,
  worst,
}: FeedCause): Cause {
  const isOne = feeds === 1;
  const usual = entriesPerDay === null ? '' : `, usually ${entriesPerDay.toFixed(0)} entries a day`;
  const many = isOne ? '' : `${counted(feeds, 'feed')}${usual}: `;
  return {
    key: `${state} ${failure ?? ''} ${host}`,
    tone: healthTone(state),
    what: `${isOne ? nameOfFeed(worst) : host} ${HEALTH_WORDS[state]}`,
    cost: `${many}${reason ?? 'no reason is known'}`,
    since,
    href: isOne ? `/feeds/${worst.feedId}` : `/feeds?health=${state}&host=${encodeURIComponent(host)}`,
    cure: 'See what to do',
  };
}
