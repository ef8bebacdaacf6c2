import type { FeedNode } from '../xml/feed-node.js';
import { firstOf } from '../xml/feed-node.js';
import type { PublisherRhythm } from '../feed.types.js';

const PERIOD_SECONDS: Readonly<Record<string, number>> = {
  hourly: 3_600,
  daily: 86_400,
  weekly: 604_800,
  monthly: 2_592_000,
  yearly: 31_536_000,
};
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * How often the publisher wants to be polled: RSS 1.0 syndication module (updatePeriod, updateFrequency; a
 * frequency alone is per day), and skipHours and skipDays of RSS 2.0 in GMT (hour 24 is hour 0). Undefined
 * when the feed has none of these.
 */
export function readPublisherRhythm(feed: FeedNode): PublisherRhythm | undefined {
  const rhythm = {
    updateSeconds: readUpdateSeconds(feed),
    skipHours: listed(feed, 'skipHours', 'hour', readHour),
    skipDays: listed(feed, 'skipDays', 'day', (text) => DAYS.indexOf(text.toLowerCase())),
  };
  const isSilent =
    rhythm.updateSeconds === null && rhythm.skipHours.length === 0 && rhythm.skipDays.length === 0;
  return isSilent ? undefined : rhythm;
}

function readUpdateSeconds(feed: FeedNode): number | null {
  const period = firstOf(feed, 'sy:updatePeriod')?.text.trim().toLowerCase();
  const frequency = firstOf(feed, 'sy:updateFrequency')?.text.trim();
  if (period === undefined && frequency === undefined) return null;
  const seconds = PERIOD_SECONDS[period ?? 'daily'];
  const times = frequency === undefined ? 1 : Number(frequency);
  return seconds === undefined || !(times > 0) ? null : Math.round(seconds / times);
}

function readHour(text: string): number {
  const hour = /^\d{1,2}$/.test(text) ? Number(text) : -1;
  if (hour === 24) return 0;
  return hour < 24 ? hour : -1;
}

function listed(feed: FeedNode, list: string, member: string, read: (text: string) => number): number[] {
  const members = feed.all(list).flatMap((node) => node.all(member));
  const numbers = members.map(({ text }) => read(text.trim()));
  return [...new Set(numbers.filter((number) => number >= 0))].sort((a, b) => a - b);
}
