import { runService } from '@dateline/service';
import { deduplicatorSettings } from './deduplicator.config.js';
import { DeduplicatorModule } from './deduplicator.module.js';
import { DEDUPLICATOR_VERSION } from './version.js';

await runService({
  name: 'deduplicator',
  version: DEDUPLICATOR_VERSION,
  settings: deduplicatorSettings,
  environment: process.env,
  module: (context) => DeduplicatorModule.register(context),
});
