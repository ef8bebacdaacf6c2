import { checkAgainst } from '@dateline/contracts';
import type { StoredChange } from '@dateline/storage';
import { ChangeQuerySchema } from '../../access/changes.schema.js';
import { EXIT, JSON_OPTION, textOption, UsageError, type Command } from '../command.js';
import { shorten, tableOf } from '../text-table.js';

export const changesCommand: Command = {
  name: 'changes',
  operands: '',
  summary: 'show the audit log: who changed what by the API and the command line, the latest first',
  options: {
    by: { type: 'string', value: 'name', about: 'only of this key' },
    action: { type: 'string', value: 'action', about: 'only of this kind, for example article.erase' },
    target: { type: 'string', value: 'target', about: 'only of this id, address or name' },
    limit: { type: 'string', value: 'number', about: 'lines at most (50)' },
    ...JSON_OPTION,
  },
  async run(context, operands, options) {
    if (operands.length > 0) throw new UsageError('changes takes options only');
    const given = Object.fromEntries(
      (['by', 'action', 'target'] as const).flatMap((name) => {
        const value = textOption(options, name);
        return value === undefined ? [] : [[name, value]];
      }),
    );
    const query = checkAgainst(ChangeQuerySchema, {
      ...given,
      limit: Number(textOption(options, 'limit') ?? 50),
    });
    if (!query.ok) throw new UsageError(`changes: ${query.problems.join('; ')}`);
    const changes = await (await context.database()).operatorChanges.list(query.value);
    context.print(options['json'] ? JSON.stringify(changes, null, 2) : changesText(changes));
    return EXIT.ok;
  },
};

function changesText(changes: readonly StoredChange[]): string {
  if (changes.length === 0) return 'no changes';
  const rows = changes.map(({ at, by, action, target, outcome, reason, onBehalfOf }) => [
    at,
    `${by.name} (${by.door})`,
    action,
    outcome ?? 'under way',
    shorten(target ?? '', 60),
    shorten([reason, onBehalfOf && `for ${onBehalfOf}`].filter(Boolean).join(', '), 60),
  ]);
  return tableOf(['at', 'by', 'action', 'outcome', 'target', 'reason'], rows);
}
