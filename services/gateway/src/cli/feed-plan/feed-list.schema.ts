import { Nullable } from '@dateline/contracts';
import { Type } from 'typebox';
import { AddFeedBody } from '../../feeds/feeds.schema.js';

/** A list of feeds in a file: what POST /feeds takes of each, and whether it is paused. */
export const FeedListSchema = Type.Object(
  {
    feeds: Type.Array(
      Type.Object(
        {
          ...AddFeedBody.properties,
          paused: Type.Optional(
            Nullable(Type.String({ minLength: 1, maxLength: 500 }), {
              description: 'Why the feed is not polled; null for one that is polled',
            }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
