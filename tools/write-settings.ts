/** Writes docs/settings.md and deploy/compose/settings.yml from the built services' schemas: `npm run settings:generate`. */
import { settingsPage } from '@dateline/config';
import { commonSettings } from '@dateline/service';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { renderComposeSettings } from './render-compose.ts';
import { serviceSettings } from './service-settings.ts';

const root = new URL('../', import.meta.url);
const services = await serviceSettings(fileURLToPath(new URL('services', root)));
await write('docs/settings.md', 'markdown', settingsPage(commonSettings('gateway'), services));
await write('deploy/compose/settings.yml', 'yaml', renderComposeSettings(services));

async function write(path: string, parser: string, text: string): Promise<void> {
  const file = new URL(path, root);
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser }));
}
