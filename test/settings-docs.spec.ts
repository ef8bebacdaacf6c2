import { settingsPage } from '@dateline/config';
import { SERVICES } from '@dateline/contracts';
import { commonSettings } from '@dateline/service';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { TObject } from 'typebox';

const root = new URL('../', import.meta.url);

/** The schema that a service exports from its `<service>.config.ts`. */
async function settingsOf(service: string): Promise<TObject> {
  const [file] = globSync(`services/${service}/src/**/${service}.config.ts`, { cwd: fileURLToPath(root) });
  const module = (await import(`../${file ?? `no config of the ${service}`}`)) as Record<string, TObject>;
  return module[`${service}Settings`]!;
}

// Loaded beside the file, as an import is: the first load transforms all that a service's settings reach.
const services = Object.fromEntries(
  await Promise.all(SERVICES.map(async (name) => [name, await settingsOf(name)] as const)),
);

it('docs/settings.md is what the schemas say (npm run settings:generate)', async () => {
  const page = new URL('docs/settings.md', root);
  const options = await resolveConfig(page);
  const expected = await format(settingsPage(commonSettings('gateway'), services), {
    ...options,
    parser: 'markdown',
  });
  expect(await readFile(page, 'utf8')).toBe(expected);
}, 30_000);
