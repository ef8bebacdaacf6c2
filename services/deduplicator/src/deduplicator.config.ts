import { integer, list } from '@dateline/config';
import { commonSettings } from '@dateline/service';
import { Type, type Static } from 'typebox';

export const deduplicatorSettings = Type.Object({
  ...commonSettings('deduplicator').properties,
  NEAR_DUPLICATE_WINDOW_HOURS: integer(
    72,
    [1, 24 * 30],
    'How far apart in time two articles may be and still be near-duplicates',
  ),
  REPUBLISHED_WINDOW_DAYS: integer(
    14,
    [0, 90],
    'For how long a text that comes back as a whole is found, under another headline and with some of its words changed. Sketches are kept for so long and a day, so it decides their size',
  ),
  NEAR_DUPLICATES_DROPPED_FROM: list(
    [],
    'Sources whose near-duplicates are duplicates: publisher domains or feed ids, comma-separated; * for all. What is ruled for a feed by PATCH /feeds/{feedId} goes before it',
  ),
  DECISION_RETENTION_DAYS: integer(
    30,
    [8, 3650],
    'How long a decision is kept, to recognise a repeated event; longer than the topics are',
  ),
});
export type DeduplicatorSettings = Static<typeof deduplicatorSettings>;
