import { settingsPage } from '@dateline/config';
import { commonSettings } from '@dateline/service';
import { readFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { deduplicatorSettings } from '../services/deduplicator/src/deduplicator.config.js';
import { fetcherSettings } from '../services/fetcher/src/fetcher.config.js';
import { gatewaySettings } from '../services/gateway/src/gateway.config.js';
import { indexerSettings } from '../services/indexer/src/indexer.config.js';
import { parserSettings } from '../services/parser/src/parser.config.js';

it('docs/settings.md is what the schemas say (npm run settings:generate)', async () => {
  const page = new URL('../docs/settings.md', import.meta.url);
  const services = {
    fetcher: fetcherSettings,
    parser: parserSettings,
    deduplicator: deduplicatorSettings,
    indexer: indexerSettings,
    gateway: gatewaySettings,
  };
  const options = await resolveConfig(page);
  const expected = await format(settingsPage(commonSettings(8080), services), {
    ...options,
    parser: 'markdown',
  });
  expect(await readFile(page, 'utf8')).toBe(expected);
});
