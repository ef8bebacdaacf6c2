import { describeApi } from '../../http/open-api.js';
import { EXIT, type Command } from '../command.js';

export const openApiCommand: Command = {
  name: 'openapi',
  operands: '',
  summary: 'print the OpenAPI description of the HTTP API',
  options: {},
  async run(context) {
    context.print(JSON.stringify(await describeApi(), null, 2));
    return EXIT.ok;
  },
};
