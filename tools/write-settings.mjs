/** Writes docs/settings.md from the built services' schemas: `npm run settings:generate`. */
import { settingsPage } from '@dateline/config';
import { commonSettings } from '@dateline/service';
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

const page = new URL('../docs/settings.md', import.meta.url);
const names = ['fetcher', 'parser', 'deduplicator', 'indexer', 'gateway'];
const services = {};
for (const name of names) {
  const module = await import(`../services/${name}/dist/${name}.config.js`);
  services[name] = module[`${name}Settings`];
}
const options = await resolveConfig(page);
writeFileSync(
  page,
  await format(settingsPage(commonSettings(8080), services), { ...options, parser: 'markdown' }),
);
