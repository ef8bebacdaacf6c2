import type { ServiceName } from '@dateline/contracts';
import type { TObject } from 'typebox';
import { stringify } from 'yaml';

const NOTE =
  '# The settings of each service, by name: its value comes from .env or the shell, and what is unset keeps its default.\n' +
  '# Made from the schemas by `npm run settings:generate`; a spec fails when it is stale.\n';

/**
 * What a container decides by itself, whatever the shell of the operator says: its ports and address, which the image and the
 * published ports know; where the volumes are; and the name of a replica, which differs from replica to replica.
 */
export const DECIDED_IN_THE_CONTAINER: readonly string[] = [
  'PORT',
  'HOST',
  'METRICS_PORT',
  'API_KEY_FILE',
  'XDG_CONFIG_HOME',
  'FETCHER_ID',
];

/** The names of the settings that Compose hands to a service. */
export const passedSettings = (schema: TObject): string[] =>
  Object.keys(schema.properties).filter((name) => !DECIDED_IN_THE_CONTAINER.includes(name));

/** The services that docker-compose.yml extends: each with the names of its settings and no values. */
export function renderComposeSettings(services: Readonly<Record<ServiceName, TObject>>): string {
  const content = Object.fromEntries(
    Object.entries(services).map(([name, schema]) => [
      name,
      { environment: Object.fromEntries(passedSettings(schema).map((variable) => [variable, null])) },
    ]),
  );
  return NOTE + stringify({ services: content }, { lineWidth: 0, nullStr: '' });
}
