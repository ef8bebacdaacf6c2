import { settingsPage } from '@dateline/config';
import { SERVICES, type ServiceName } from '@dateline/contracts';
import { commonSettings } from '@dateline/service';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { TObject } from 'typebox';
import { parse } from 'yaml';
import { DECIDED_IN_THE_CONTAINER, passedSettings, renderComposeSettings } from '../tools/render-compose.ts';

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
) as Record<ServiceName, TObject>;

it('docs/settings.md is what the schemas say (npm run settings:generate)', async () => {
  const page = new URL('docs/settings.md', root);
  const options = await resolveConfig(page);
  const expected = await format(settingsPage(commonSettings('gateway'), services), {
    ...options,
    parser: 'markdown',
  });
  expect(await readFile(page, 'utf8')).toBe(expected);
}, 30_000);

describe('Docker Compose', () => {
  const read = async (path: string) =>
    parse(await readFile(new URL(path, root), 'utf8'), { merge: true }) as ComposeFile;
  interface ComposeFile {
    services: Record<string, { extends?: object; environment: Record<string, string | number | null> }>;
  }

  it('hands every setting to its service (npm run settings:generate)', async () => {
    const passed = await read('deploy/compose/settings.yml');
    expect(passed).toEqual(parse(renderComposeSettings(services)));
    for (const name of SERVICES) {
      const settings = Object.keys(services[name].properties);
      const left = settings.filter((setting) => !(setting in passed.services[name]!.environment));
      expect(DECIDED_IN_THE_CONTAINER).toEqual(expect.arrayContaining(left));
    }
  });

  it('has every service, and what migrates for them, take its settings from there', async () => {
    const compose = await read('docker-compose.yml');
    for (const [container, service] of [...SERVICES.map((name) => [name, name]), ['migrate', 'gateway']])
      expect({ container, ...compose.services[container!] }).toMatchObject({
        extends: { file: 'deploy/compose/settings.yml', service },
      });
  });

  it('puts no value of its own in the place of an operator’s', async () => {
    const compose = await read('docker-compose.yml');
    const fixed = [...SERVICES, 'migrate' as const].flatMap((container) => {
      const passed = passedSettings(services[container === 'migrate' ? 'gateway' : container]);
      return Object.entries(compose.services[container]!.environment)
        .filter(([name, value]) => passed.includes(name) && !String(value).includes(`\${${name}:-`))
        .map(([name]) => `${container}: ${name}`);
    });
    expect(fixed).toEqual([]);
  });
});
