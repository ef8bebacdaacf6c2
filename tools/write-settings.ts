/** Writes docs/settings.md from the built services' schemas: `npm run settings:generate`. */
import { settingsPage } from '@dateline/config';
import { SERVICES } from '@dateline/contracts';
import { commonSettings } from '@dateline/service';
import { globSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { TObject } from 'typebox';

const root = new URL('../', import.meta.url);
const page = new URL('docs/settings.md', root);
const services: Record<string, TObject> = {};
for (const name of SERVICES) {
  const [file] = globSync(`services/${name}/dist/**/${name}.config.js`, { cwd: fileURLToPath(root) });
  if (!file) throw new Error(`no ${name}.config.js is built`);
  const module = (await import(new URL(file, root).href)) as Record<string, TObject | undefined>;
  const settings = module[`${name}Settings`];
  if (!settings) throw new Error(`${file} exports no ${name}Settings`);
  services[name] = settings;
}
const options = await resolveConfig(page);
writeFileSync(
  page,
  await format(settingsPage(commonSettings('gateway'), services), { ...options, parser: 'markdown' }),
);
