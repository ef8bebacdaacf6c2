import { SERVICES, type ServiceName } from '@dateline/contracts';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TObject } from 'typebox';

/** The schema of each built service's settings, from the folder of the services. */
export async function serviceSettings(folder: string): Promise<Record<ServiceName, TObject>> {
  const entries = SERVICES.map(async (name) => {
    const [file] = globSync(`${name}/dist/**/${name}.config.js`, { cwd: folder });
    if (!file) throw new Error(`no ${name}.config.js is built`);
    const module = (await import(pathToFileURL(join(folder, file)).href)) as Record<
      string,
      TObject | undefined
    >;
    const settings = module[`${name}Settings`];
    if (!settings) throw new Error(`${file} exports no ${name}Settings`);
    return [name, settings] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<ServiceName, TObject>;
}
