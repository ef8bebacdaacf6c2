import type { Counts } from '../../../counts/counts.schema.js';
import type { FeedHealthReport } from '../../../feed-health/feed-health.schema.js';
import type { IntakeAnswer } from '../../../monitoring/intake.schema.js';
import type { LetterGroup } from '../../../quarantine/letter-groups.js';
import { ApiProblem, type GatewayClient } from '../../backend/gateway-client.js';
import type { LookContext } from '../../command-entry.types.js';
import { EXIT, JSON_OPTION, printAnswer, UsageError, type Command } from '../../command.js';
import { factsOf, tableOf } from '../../text-table.js';

const DAY_MS = 86_400_000;
const MOST_CAUSES = 5;

export const statusCommand: Command<LookContext> = {
  operands: '',
  details: 'Exit code 1: the gateway is not ready, or new work is not taken on.',
  options: JSON_OPTION,
  async run(context, operands, options) {
    if (operands.length > 0) throw new UsageError('status takes options only');
    const status = await readStatus(context);
    printAnswer(context, status, { options, text: statusText(status) });
    return status.ready && !status.intake.paused ? EXIT.ok : EXIT.no;
  },
};

type Status = Awaited<ReturnType<typeof readStatus>>;

async function readStatus({ client, now }: LookContext) {
  const to = now();
  const from = new Date(to.getTime() - DAY_MS);
  const span = { from: from.toISOString(), to: to.toISOString(), bucket: 3_600 };
  const [waiting, feeds, counts, intake, letters] = await Promise.all([
    waitingFor(client),
    client.get<FeedHealthReport>('/feeds/health'),
    client.get<Counts>('/counts', span),
    client.get<IntakeAnswer>('/intake'),
    client.get<{ items: LetterGroup[] }>('/dead-letters/groups'),
  ]);
  const sum = (of: 'indexed' | 'duplicate' | 'rejected' | 'deadLettered' | 'inFlight') =>
    counts.buckets.reduce((total, bucket) => total + bucket[of], 0);
  return {
    gateway: client.base,
    ready: waiting.length === 0,
    waitsFor: waiting,
    feeds: { sentence: feeds.sentence, counts: feeds.counts, causes: feeds.causes.slice(0, MOST_CAUSES) },
    lastDay: {
      indexed: sum('indexed'),
      duplicate: sum('duplicate'),
      rejected: sum('rejected'),
      deadLettered: sum('deadLettered'),
      inFlight: sum('inFlight'),
    },
    intake: { paused: intake.paused, reasons: intake.reasons },
    deadLetters: {
      waiting: letters.items.reduce((total, { count }) => total + count, 0),
      groups: letters.items.length,
    },
  };
}

/** Names of the checks that keep the gateway from being ready. */
async function waitingFor(client: GatewayClient): Promise<string[]> {
  try {
    await client.get('/health/ready');
    return [];
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 503) return [error.message];
    throw error;
  }
}

function statusText({ gateway, ready, waitsFor, feeds, lastDay, intake, deadLetters }: Status): string {
  const facts = factsOf(14, [
    ['gateway', `${gateway}, ${ready ? 'ready' : `not ready: ${waitsFor.join('; ')}`}`],
    ['feeds', feeds.sentence],
    [
      'last day',
      `${lastDay.indexed} articles indexed, ${lastDay.duplicate} duplicates, ${lastDay.rejected} rejected, ` +
        `${lastDay.deadLettered} dead letters, ${lastDay.inFlight} on their way`,
    ],
    ['intake', intake.paused ? `paused: ${intake.reasons.map(({ detail }) => detail).join('; ')}` : 'open'],
    [
      'dead letters',
      deadLetters.waiting === 0
        ? 'none'
        : `${deadLetters.waiting} in ${deadLetters.groups} groups (dateline dead-letters groups)`,
    ],
  ]);
  const rows = feeds.causes.map(({ state, host, feeds: count, reason, remedy }) => [
    state,
    host,
    count,
    reason,
    remedy,
  ]);
  return rows.length === 0
    ? facts
    : `${facts}\n\n${tableOf(['feeds that are', 'at', 'feeds', 'because', 'what to do'], rows)}`;
}
