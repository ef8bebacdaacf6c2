import { runService } from '@dateline/service';
import { indexerSettings } from './indexer.config.js';
import { IndexerModule } from './indexer.module.js';
import { INDEXER_VERSION } from './version.js';

await runService({
  name: 'indexer',
  version: INDEXER_VERSION,
  settings: indexerSettings,
  environment: process.env,
  module: (context) => IndexerModule.register(context),
});
