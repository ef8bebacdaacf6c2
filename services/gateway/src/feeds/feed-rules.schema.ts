import { Type } from 'typebox';

/** State of the schedule. */
export const FeedState = Type.Enum(['active', 'failing', 'flooding', 'paused', 'gone'], {
  type: 'string',
  description:
    'active: polled. failing: polled seldom, for it failed many times in a row. flooding: polled ever more slowly, for it offers more than its budget. paused: by an operator, or as a duplicate of another feed. gone: its server said so',
});

const MOST_LABELS = 50;

/** Words by which operators group feeds. */
export const Labels = Type.Array(
  Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\s,](?:[^,\\r\\n]*[^\\s,])?$' }),
  {
    maxItems: MOST_LABELS,
    uniqueItems: true,
    description: 'Labels of the operator: no comma, no space at the ends',
    examples: [['Local', 'Sport']],
  },
);

/** What an operator calls a feed. */
export const OwnTitle = Type.String({ minLength: 1, maxLength: 500 });
