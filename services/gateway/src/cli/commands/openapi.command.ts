import { EXIT, type Command } from '../command.js';
import type { ListContext } from '../command-entry.types.js';

export const openApiCommand: Command<ListContext> = {
  operands: '',
  options: {},
  async run(context) {
    await import('../ready-nest.js');
    const { describeApi } = await import('../../http/open-api.js');
    context.print(JSON.stringify(await describeApi(), null, 2));
    return EXIT.ok;
  },
};
