/** Writes docs/settings.md and deploy/compose/settings.yml from the built services' schemas: `npm run settings:generate`. */
import { settingsPage } from '@dateline/config';
import { SERVICES, type ServiceName } from '@dateline/contracts';
import { commonSettings } from '@dateline/service';
import { globSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { TObject } from 'typebox';
import { renderComposeSettings } from './render-compose.ts';

const root = new URL('../', import.meta.url);
const services: Record<string, TObject> = {};
for (const name of SERVICES) {
  const [file] = globSync(`services/${name}/dist/**/${name}.config.js`, { cwd: fileURLToPath(root) });
  if (!file) throw new Error(`no ${name}.config.js is built`);
  const module = (await import(new URL(file, root).href)) as Record<string, TObject | undefined>;
  const settings = module[`${name}Settings`];
  if (!settings) throw new Error(`${file} exports no ${name}Settings`);
  services[name] = settings;
}
await write('docs/settings.md', 'markdown', settingsPage(commonSettings('gateway'), services));
await write(
  'deploy/compose/settings.yml',
  'yaml',
  renderComposeSettings(services as Record<ServiceName, TObject>),
);

async function write(path: string, parser: string, text: string): Promise<void> {
  const file = new URL(path, root);
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser }));
}
