import { retryWhileNotReady, ensureTopics } from '@dateline/messaging';
import { EXIT, type Command } from '../command.js';

export const migrateCommand: Command = {
  operands: '',
  details: [
    'Run it before the services of a new version start; they do the same when it was not run. Safe to repeat, by several at once and',
    'beside services of the version before. Topics that are there are left as they are; a setting that differs from the contract is told.',
  ].join('\n'),
  options: {},
  async run(context) {
    const database = await context.database();
    const applied = await database.migrate();
    context.print(
      applied.length === 0 ? 'database: nothing to do' : `database: applied ${applied.join(', ')}`,
    );
    const replicationFactor = context.settings.KAFKA_REPLICATION_FACTOR;
    await retryWhileNotReady(() => ensureTopics(context.kafka(), context.names, { replicationFactor }));
    context.print('topics: as the contracts say');
    return EXIT.ok;
  },
};
