import type { FeedView } from '../../../feeds/describe-feeds.js';
import { EXIT, printAnswer, UsageError, type ExitCode } from '../../command.js';
import { factsOf, shorten, tableOf, timeAgo } from '../../text-table.js';
import type { FeedsCall } from './feeds-call.js';

/** Prints all that is known of one feed: how it does and why, what to do, its schedule and its last answers. */
export async function showFeed({ context, operands, options }: FeedsCall): Promise<ExitCode> {
  const [operand] = operands;
  if (operand === undefined || operands.length > 1)
    throw new UsageError('feeds show: give one id or address');
  const feed = await context.backend.feeds.find(operand);
  if (!feed) {
    context.tell(`feeds: no feed ${operand}`);
    return EXIT.no;
  }
  printAnswer(context, feed, { options, text: feedText(feed, context.now()) });
  return EXIT.ok;
}

/** A feed as text. */
export function feedText(feed: FeedView, now: Date): string {
  const { health } = feed;
  const facts = factsOf(14, [
    ['feed', feed.feedId],
    ['title', titleText(feed)],
    ['url', feed.url],
    ['site', feed.siteUrl],
    ['labels', feed.labels.length === 0 ? null : feed.labels.join(', ')],
    ['health', `${health.state}${health.since === null ? '' : ` since ${timeAgo(health.since, now)}`}`],
    ['why', health.reason],
    ['what to do', health.remedy],
    ['state', [feed.state, feed.stateReason].filter(Boolean).join(': ')],
    ['last success', feed.lastSuccessAt && timeAgo(feed.lastSuccessAt, now)],
    ['last new', feed.lastNewEntryAt && timeAgo(feed.lastNewEntryAt, now)],
    ['next request', feed.nextRequest && `${timeAgo(feed.nextRequest.at, now)}: ${feed.nextRequest.because}`],
    ['interval', `${Math.round(feed.intervalSeconds / 60)} min, priority ${feed.policy.priority}`],
    ['volume', volumeText(feed)],
    ['losses', lossesText(feed)],
    ['articles', articlesText(feed)],
    ['hub', hubText(feed)],
    ['speaks for', feed.policy.speaksFor.join(', ') || null],
  ]);
  const answers = [...feed.recentFetches]
    .reverse()
    .map((answer) => [
      answer.at,
      answer.outcome,
      answer.status,
      answer.bytes,
      answer.entries,
      answer.newEntries,
      answer.ms,
      answer.reason && shorten(answer.reason, 80),
    ]);
  const voices = feed.voices.map(({ outlet, by, evidence, checkedAt }) => [outlet, by, evidence, checkedAt]);
  return [
    facts,
    ...(voices.length === 0 ? [] : [tableOf(['outlet that names it', 'by', 'evidence', 'heard'], voices)]),
    ...(answers.length === 0
      ? []
      : [tableOf(['at', 'outcome', 'status', 'bytes', 'entries', 'new', 'ms', 'reason'], answers)]),
  ].join('\n\n');
}

const titleText = ({ title, ownTitle, documentTitle }: FeedView) =>
  ownTitle !== null && documentTitle !== null && ownTitle !== documentTitle
    ? `${ownTitle} (the document says ${documentTitle})`
    : title;

const volumeText = ({ volume }: FeedView) =>
  volume && `${volume.state}; about ${volume.expectedPerDay.toFixed(1)} entries a day are usual`;

const hubText = ({ websub }: FeedView) =>
  websub && `${websub.hub} (${websub.state}, ${websub.trust}), topic ${websub.topic}`;

const lossesText = ({ losses }: FeedView) =>
  losses.count === 0 ? null : `${losses.count} probable, ${losses.backfilled} entries found again`;

const articlesText = ({ articles }: FeedView) =>
  articles === undefined
    ? null
    : `${articles.discovered} discovered: ${articles.indexed} indexed, ${articles.duplicate} duplicates, ${articles.rejected} rejected, ${articles.deadLettered} dead letters, ${articles.inFlight} in flight`;
