import type { EntryAccount } from '@dateline/contracts';
import type { AuditReport } from '../../audit/audit.js';
import { AuditOpen } from '../backend/backend.types.js';
import { EXIT, JSON_OPTION, printAnswer, type Command, type DailyContext } from '../command.js';
import { tableOf, timeOf } from '../text-table.js';

export const auditCommand: Command<DailyContext> = {
  operands: '',
  details:
    'Exit code 1: something is not accounted for. 2: no answer, for example because the ledger is behind.',
  options: {
    details: {
      type: 'boolean',
      about: 'the entries of each day, and the balance of each feed and day, as well',
    },
    ...JSON_OPTION,
  },
  async run(context, _operands, options) {
    try {
      const report = await context.backend.audit();
      printAnswer(context, report, { options, text: auditText(report, options['details'] === true) });
      return report.balanced ? EXIT.ok : EXIT.no;
    } catch (error) {
      if (!(error instanceof AuditOpen)) throw error;
      context.tell(`audit: not determined: ${error.message}`);
      return EXIT.failed;
    }
  },
};

const COLUMNS = ['discovered', 'indexed', 'duplicate', 'rejected', 'deadLettered', 'inFlight'] as const;
const HEADINGS = ['discovered', 'indexed', 'duplicate', 'rejected', 'dead-lettered', 'in flight'];

const ENTRY_HEADINGS = ['offered', 'discovered', 'known', 'same article', 'skipped'];

function entryCells(account: EntryAccount): number[] {
  const { offered, discovered, known, sameArticle } = account;
  const skipped = Object.values(account.skipped).reduce((sum, count) => sum + count, 0);
  return [offered, discovered, known, sameArticle, skipped];
}

/** The balance as text. */
export function auditText(report: AuditReport, withDetails: boolean): string {
  const { entries, totals, byFeedAndDay, problems, behind } = report;
  const cells = (row: Record<(typeof COLUMNS)[number], number>) => COLUMNS.map((column) => row[column]);
  const parts = [tableOf(ENTRY_HEADINGS, [entryCells(entries.total)]), tableOf(HEADINGS, [cells(totals)])];
  const skipped = Object.entries(entries.total.skipped).map(([reason, n]) => `${reason} ${n}`);
  if (skipped.length > 0) parts.splice(1, 0, `skipped: ${skipped.join(', ')}`);
  if (withDetails) {
    const days = entries.byDay.map(({ day, account }) => [day, ...entryCells(account)]);
    parts.push(tableOf(['day', ...ENTRY_HEADINGS], days));
    const rows = byFeedAndDay.map((row) => [row.feedId ?? '(imported)', row.day, ...cells(row)]);
    parts.push(tableOf(['feed', 'day', ...HEADINGS], rows));
  }
  parts.push(
    [
      `being refreshed: ${totals.refreshing}`,
      `dead letters of no known article: ${totals.unattributedDeadLetters}`,
      ...behind.map(
        (b) => `not read in time: ${b.group} on ${b.topic}, partitions ${b.partitions.join(', ')}`,
      ),
    ].join('\n'),
  );
  if (problems.length > 0) {
    const rows = problems.map((p) => [p.check, p.count, p.sample.slice(0, 3).join(' ')]);
    parts.push(tableOf(['problem', 'count', 'for example'], rows));
  }
  parts.push(
    `${timeOf(report.checkedAt)}: ${report.balanced ? 'the balance holds' : 'THE BALANCE DOES NOT HOLD'}`,
  );
  return parts.join('\n\n');
}
