import { Reconciler } from '../../reconcile/reconciler.js';
import { EXIT, JSON_OPTION, UsageError, type Command } from '../command.js';
import { recordChange } from '../cli-caller.js';
import { shorten, tableOf } from '../text-table.js';

export const reconcileCommand: Command = {
  operands: '',
  details:
    'The gateway does the same by itself every RECONCILE_SECONDS. Too long is IN_FLIGHT_MAX_MINUTES without news of the article; what ' +
    'waits in the frontier for its time is not meant. Repeating it is harmless. Exit code 1: some can neither go on nor be put back.',
  options: { ...JSON_OPTION },
  async run(context, operands, options) {
    if (operands.length > 0) throw new UsageError('reconcile takes options only');
    const database = await context.database();
    const reconciler = new Reconciler({
      ...{ stores: database, publisher: context.publisher(), now: () => new Date() },
      ...{ kafka: context.kafka(), names: context.names },
      boundMs: context.settings.IN_FLIGHT_MAX_MINUTES * 60_000,
    });
    const change = { action: 'articles.reconcile' as const, target: null };
    const report = await recordChange(context, change, () => reconciler.run());
    const rows = report.articles.map(({ articleId, url, stage, since, cause, detail }) => [
      ...[since, stage, cause, shorten(url ?? articleId, 60), shorten(detail, 80)],
    ]);
    if (options['json']) context.print(JSON.stringify(report, null, 2));
    else
      context.print(
        rows.length === 0
          ? 'no article is overdue'
          : tableOf(['since', 'stage', 'cause', 'article', 'detail'], rows),
      );
    return report.counts.some(({ cause }) => cause === 'stuck') ? EXIT.no : EXIT.ok;
  },
};
