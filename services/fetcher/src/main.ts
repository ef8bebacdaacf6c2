import { runService } from '@dateline/service';
import { fetcherSettings } from './runtime/fetcher.config.js';
import { FetcherModule } from './fetcher.module.js';
import { FETCHER_VERSION } from './runtime/version.js';

await runService({
  name: 'fetcher',
  version: FETCHER_VERSION,
  settings: fetcherSettings,
  environment: process.env,
  module: (context) => FetcherModule.register(context),
});
