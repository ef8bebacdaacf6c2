/** Writes the dashboards that Grafana provisions: `npm run dashboards:generate`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { DASHBOARDS } from './dashboards.ts';
import { dashboardOf } from './panels.ts';

const folder = new URL('dashboards/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const spec of DASHBOARDS) {
  const file = new URL(`${spec.uid}.json`, folder);
  const options = await resolveConfig(file);
  writeFileSync(file, await format(JSON.stringify(dashboardOf(spec)), { ...options, parser: 'json' }));
}
