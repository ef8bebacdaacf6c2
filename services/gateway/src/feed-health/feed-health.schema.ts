import { HEALTH_STATES, type HealthState } from '@dateline/feed';
import { Instant, Nullable } from '@dateline/contracts';
import { Type, type Static } from 'typebox';
import { FeedState } from '../feeds/feed-rules.schema.js';

const STATE_WORDS: Record<HealthState, string> = {
  failing: 'no success for longer than a day and three intervals',
  blocked: 'the site, its robots.txt or our own policy refuses it',
  never_succeeded: 'no poll has ever brought a document',
  silent: 'it answers, and brings no entries for so long that chance is excluded',
  damaged: 'its documents are cut off, broken or suddenly empty',
  losing: 'two polls within the last day shared no entry, and no search found what lay between',
  drop: 'it brings far fewer entries than usual',
  flooding: 'it offers more than its budget',
  gone: 'its server said so (410); it is not polled',
  paused: 'by an operator, or as the duplicate of another feed',
  healthy: 'none of these',
};

const State = Type.Enum([...HEALTH_STATES], {
  type: 'string',
  description: Object.entries(STATE_WORDS)
    .map(([state, words]) => `${state}: ${words}`)
    .join('. '),
});

/** The verdict on a feed, made when it is asked for. */
export const HealthSchema = Type.Object(
  {
    state: State,
    since: Nullable(Instant, { description: 'Null for a healthy feed' }),
    class: Nullable(
      Type.String({
        description:
          'Class of the failure as in recentFetches, or not_polled, not_yet_polled, duplicate. A healthy feed has one while its last polls failed',
      }),
    ),
    reason: Nullable(Type.String({ description: 'What is wrong, in words' })),
    remedy: Nullable(Type.String({ description: 'What to do' })),
  },
  { description: 'Whether the feed does what it should. Its last answers stand in recentFetches' },
);

/** Which feeds are meant. */
export const feedFilterFields = {
  state: Type.Optional(FeedState),
  health: Type.Optional(
    Type.String({
      pattern: `^(${HEALTH_STATES.join('|')})(,(${HEALTH_STATES.join('|')}))*$`,
      description: `States of health, with commas between: ${HEALTH_STATES.join(', ')}`,
      examples: ['failing,silent'],
    }),
  ),
  label: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'One label' })),
  host: Type.Optional(Type.String({ minLength: 1, maxLength: 253, description: 'hostKey of the feeds' })),
  priority: Type.Optional(Type.Enum(['low', 'normal', 'high'], { type: 'string' })),
  q: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'Words in title, address or labels' }),
  ),
};
export const FeedFilterSchema = Type.Object(feedFilterFields, { additionalProperties: false });
export type FeedFilter = Static<typeof FeedFilterSchema>;

const count = Type.Integer({ minimum: 0 });
const Named = Type.Object({ feedId: Type.String(), title: Nullable(Type.String()), url: Type.String() });

export const FeedHealthReport = Type.Object(
  {
    checkedAt: Instant,
    sentence: Type.String({ description: 'All feeds in one sentence' }),
    total: count,
    counts: Type.Record(Type.String(), count, { description: 'Feeds by state of health; all states' }),
    causes: Type.Array(
      Type.Object({
        state: State,
        class: Nullable(Type.String()),
        host: Type.String(),
        feeds: Type.Integer({ minimum: 1, description: 'Feeds that it concerns' }),
        since: Nullable(Instant),
        reason: Nullable(Type.String({ description: 'Of the worst of them' })),
        remedy: Nullable(Type.String()),
        entriesPerDay: Nullable(
          Type.Number({ description: 'What they usually bring; null where it is not known' }),
        ),
        worst: Named,
      }),
      {
        description:
          'What is wrong, the worst first, 50 at most: feeds of one host with one state and class are one cause',
      },
    ),
    labels: Type.Array(Type.Object({ label: Type.String(), feeds: count, healthy: count, paused: count }), {
      description: 'Feeds by label, in the order of the labels',
    }),
  },
  {
    title: 'Health of all feeds',
    examples: [
      {
        checkedAt: '2026-03-03T09:00:00Z',
        sentence: '1 of 412 feeds fails; 411 are healthy.',
        total: 412,
        counts: { failing: 1, healthy: 411 },
        causes: [
          {
            state: 'failing',
            class: 'http_5xx',
            host: 'tribune.example',
            feeds: 1,
            since: '2026-03-01T07:00:00Z',
            reason: 'no success for 2 days; 31 failures in a row, the last http_5xx: status 502',
            remedy: 'Open the address in a browser.',
            entriesPerDay: 24,
            worst: {
              feedId: '0b9dc0a4-54f0-4c83-9f5e-2a1f6f1a7c11',
              title: 'The Tribune',
              url: 'https://tribune.example/feed.xml',
            },
          },
        ],
        labels: [{ label: 'Local', feeds: 40, healthy: 39, paused: 0 }],
      },
    ],
  },
);
export type FeedHealthReport = Static<typeof FeedHealthReport>;
