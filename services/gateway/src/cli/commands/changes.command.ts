import type { StoredChange } from '@dateline/storage';
import type { ChangeQuery } from '../../access/changes.schema.js';
import {
  EXIT,
  JSON_OPTION,
  printAnswer,
  textOption,
  UsageError,
  type Command,
  type DailyContext,
} from '../command.js';
import { shorten, tableOf } from '../text-table.js';

export const changesCommand: Command<DailyContext> = {
  operands: '',
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
    // The backend checks the words.
    const query = { ...given, limit: Number(textOption(options, 'limit') ?? 50) } as ChangeQuery;
    const changes = await context.backend.changes(query);
    printAnswer(context, changes, { options, text: changesText(changes) });
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
