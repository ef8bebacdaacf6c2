import type { ArticleWithdrawn } from '@dateline/contracts';
import { randomUUID } from 'node:crypto';
import { orderWithdrawal } from '../../articles/order-withdrawal.js';
import { articleIdIn } from '../article-operand.js';
import { referenceIn } from '../reference-operand.js';
import { recordChange } from '../cli-caller.js';
import { EXIT, JSON_OPTION, textOption, UsageError, type Command } from '../command.js';

/** `dateline retract` and `dateline erase`. */
function withdrawCommand(action: ArticleWithdrawn['action'], details: string): Command {
  return {
    operands: '<article id or url>',
    details: `${details} Exit code 1: no such article is indexed.`,
    options: {
      reason: { type: 'string', value: 'text', about: 'why; required' },
      by: { type: 'string', value: 'name', about: 'on whose behalf; kept in the audit log' },
      'request-id': {
        type: 'string',
        value: 'id',
        about: 'the same order with the same id is carried out once',
      },
      ...JSON_OPTION,
    },
    async run(context, operands, options) {
      const reference = referenceIn(operands);
      const reason = textOption(options, 'reason');
      if (reason === undefined) throw new UsageError(`${action} needs --reason`);
      const database = await context.database();
      const articleId = await articleIdIn(database, reference);
      const stored = (await database.articles.loadMany([articleId])).get(articleId);
      if (!stored || (stored.erased && action === 'retract')) {
        context.tell(
          `${action}: ${stored ? 'the article was erased' : `no article ${articleId} is indexed`}`,
        );
        return EXIT.no;
      }
      const requestId = textOption(options, 'request-id') ?? randomUUID();
      const change = {
        action: `article.${action}` as const,
        target: articleId,
        reason,
        onBehalfOf: textOption(options, 'by') ?? null,
      };
      const eventId = await recordChange(context, change, (requestedBy) =>
        orderWithdrawal(
          context.publisher(),
          { articleId, action, reason, requestedBy, requestId },
          new Date(),
        ),
      );
      context.print(options['json'] ? JSON.stringify({ eventId, requestId }) : `ordered (event ${eventId})`);
      return EXIT.ok;
    },
  };
}

export const retractCommand = withdrawCommand('retract', 'Consumers get a retraction with the reason.');

export const eraseCommand = withdrawCommand(
  'erase',
  'Consumers get a tombstone. What topics keep until their retention ends is told in docs/operations.md.',
);
