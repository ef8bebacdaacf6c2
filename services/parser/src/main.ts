import { runService } from '@dateline/service';
import { parserSettings } from './parser.config.js';
import { ParserModule } from './parser.module.js';
import { PARSER_VERSION } from './version.js';

await runService({
  name: 'parser',
  version: PARSER_VERSION,
  settings: parserSettings,
  environment: process.env,
  module: (context) => ParserModule.register(context),
});
