import { EntryAccount, Instant, Nullable } from '@dateline/contracts';
import { Type } from 'typebox';

const count = Type.Integer({ minimum: 0 });
const text = Nullable(Type.String());
const when = Nullable(Instant);

/** Sums over a rolling time span. */
export const RollingSchema = Type.Object({
  account: EntryAccount,
  fetches: count,
  notModified: count,
  failures: count,
  entries: count,
  newEntries: count,
  changedEntries: count,
  probableLosses: count,
  backfilled: count,
  pushes: count,
  pushedEntries: count,
  bytes: count,
});

export const LossesSchema = Type.Object(
  {
    count,
    lastAt: when,
    lastSince: Nullable(
      Type.String({
        format: 'date-time',
        description: 'The poll before the last loss: what was published from then until lastAt is missing',
      }),
    ),
    backfilled: count,
    backfillUnderWay: Type.Boolean(),
    lastBackfill: Nullable(
      Type.Object({
        at: Instant,
        source: Type.String({ description: 'Archive or sitemap that brought entries, or was read last' }),
        documents: count,
        entries: count,
        outcome: Type.Enum(['closed', 'exhausted', 'no_source'], {
          type: 'string',
          description:
            'closed: it came to what was known. exhausted: its limits ended it. no_source: nothing was left to look in',
        }),
      }),
    ),
  },
  {
    description:
      'Polls that shared no entry with the one before or discovered a damaged document, so that entries were probably lost, and what backfills found of them',
  },
);

export const VolumeSchema = Nullable(
  Type.Object(
    {
      state: Type.Enum(['learning', 'ok', 'silent', 'drop'], { type: 'string' }),
      stateSince: Instant,
      silentSince: when,
      expected: Type.Number({ description: 'Entries that the window which was judged should have brought' }),
      found: Type.Number(),
      windowHours: Type.Number(),
      expectedPerDay: Type.Number(),
      dispersion: Type.Number({ description: 'Variance of the days over their mean; 1 is pure chance' }),
      observedDays: Type.Number(),
      hourOfWeek: Type.Array(Type.Number(), {
        description: 'Expected entries in each hour of the week, Monday 00:00 UTC first',
      }),
      learnedAt: Instant,
      judgedAt: Instant,
    },
    { description: 'What the feed usually brings, and whether it still does' },
  ),
);

export const WebSubSchema = Nullable(
  Type.Object(
    {
      hub: Type.String(),
      topic: Type.String(),
      state: Type.Enum(['off', 'wanted', 'pending', 'active', 'denied', 'ending', 'ended'], {
        type: 'string',
        description: 'off: a hub is announced, and no callback address is set',
      }),
      trust: Type.Enum(['unproven', 'trusted', 'distrusted'], {
        type: 'string',
        description: 'Whether the hub brings what the feed brings; polling is slow only for a trusted one',
      }),
      leaseUntil: when,
      verifiedAt: when,
      nextActionAt: when,
      lastPushAt: when,
      deliveries: count,
      badSignatures: count,
      pushedEntries: count,
      missedEntries: Type.Integer({
        minimum: 0,
        description: 'Found by a poll and not brought by the hub within the grace period',
      }),
      lastError: text,
    },
    { description: 'The subscription at the hub that the publisher announces' },
  ),
);

export const ProblemOfFeedSchema = Nullable(
  Type.Object(
    {
      kind: Type.Enum(['damaged', 'flooding'], {
        type: 'string',
        description:
          'damaged: the document is cut off, fewer entries could be read than it offers, or it has none and the one before had some. flooding: it offers more than the budget of the feed or of its host, which the reason names; the rest is accounted as over budget',
      }),
      reason: Type.String(),
      since: Instant,
      bodyHash: text,
    },
    {
      description:
        'What is wrong with what the feed sends, though it answers; null while its documents are whole',
    },
  ),
);

export const HostSchema = Nullable(
  Type.Object(
    {
      nextAllowedAt: Type.String({
        format: 'date-time',
        description: 'Nothing is asked of the host before: its pause, or what it asked for by Retry-After',
      }),
      crawlDelayMs: Type.Integer({ minimum: 0, description: 'Pause that its robots.txt asks for' }),
      leasedUntil: Nullable(
        Type.String({ format: 'date-time', description: 'A fetcher is at work on the host' }),
      ),
    },
    { description: 'How far the host lets its feeds be asked; null before the first request' },
  ),
);

export const NextRequestSchema = Nullable(
  Type.Object(
    {
      at: Instant,
      because: Type.String({
        description: 'nextFetchReason, or host_pause where the host may be asked only later',
      }),
    },
    { description: 'When the feed is asked at the soonest; null for one that is not polled' },
  ),
);

export const FeedArticlesSchema = Type.Object(
  {
    discovered: count,
    indexed: count,
    duplicate: count,
    rejected: count,
    deadLettered: count,
    inFlight: count,
    rejectedBy: Type.Record(Type.String(), count, { description: 'Rejected articles by reason' }),
  },
  { description: 'What became of the articles that it showed first; where one feed is asked for' },
);

/** Who lets the feed speak for them. */
export const VoicesSchema = Type.Array(
  Type.Object({
    outlet: Type.String(),
    by: Type.Enum(['autodiscovery', 'redirect', 'hub'], { type: 'string' }),
    evidence: Type.String({ description: 'The address that says so' }),
    checkedAt: Instant,
  }),
  { description: 'Outlets that name the feed as their own, though it lies elsewhere' },
);
