import { loadSettings, SettingError } from '@dateline/config';
import { serviceSettings } from '../service-settings.ts';
import { UsageError } from './options.ts';
import { SERVICES_FOLDER } from './services.ts';

/** What the launcher gives each service itself. */
const GIVEN = ['PORT', 'METRICS_PORT'];

/** Checks the settings of every service before any of them starts. Throws a UsageError of one line that names the wrong one. */
export async function checkSettings(): Promise<void> {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !GIVEN.includes(name)),
  );
  for (const [name, schema] of Object.entries(await serviceSettings(SERVICES_FOLDER))) {
    try {
      loadSettings(schema, environment);
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      throw new UsageError(`${name}: ${error.message}`, { cause: error });
    }
  }
}
