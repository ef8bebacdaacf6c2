/** Writes docs/settings.md from the built services' schemas: `npm run settings:generate`. */
import { settingsPage } from '@dateline/config';
import { SERVICES } from '@dateline/contracts';
import { commonSettings } from '@dateline/service';
import { globSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const root = new URL('../', import.meta.url);
const page = new URL('docs/settings.md', root);
const services = {};
for (const name of SERVICES) {
  const [file] = globSync(`services/${name}/dist/**/${name}.config.js`, { cwd: fileURLToPath(root) });
  const module = await import(new URL(file, root));
  services[name] = module[`${name}Settings`];
}
const options = await resolveConfig(page);
writeFileSync(
  page,
  await format(settingsPage(commonSettings('gateway'), services), { ...options, parser: 'markdown' }),
);
