import { SERVICES } from '@dateline/contracts';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DASHBOARDS } from '../deploy/monitoring/grafana/dashboards.ts';
import { dashboardOf } from '../deploy/monitoring/grafana/panels.ts';
import { alertsOf, rulesText } from './alert-rules.js';

const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), 'utf8');

/** Where it is published, in the rules; an installation puts its own address in its place. */
const RUNBOOK = 'https://dateline.example/docs/runbook.md';

it('an alert fires when a service of the table is gone, target and all', async () => {
  const gone = (await alertsOf()).find(({ name }) => name === 'DatelineServiceGone')?.text ?? '';
  const named = [...gone.matchAll(/absent\(up\{job="dateline",service="(\w+)"\} == 1\), "service", "\1"/g)];
  expect(named.map(([, service]) => service)).toEqual(SERVICES);
});

it('no metric is left unused: each stands in a panel or a rule', async () => {
  const shown = JSON.stringify(DASHBOARDS) + (await rulesText());
  const root = fileURLToPath(new URL('../', import.meta.url));
  const sources = globSync('{services,libs}/*/src/**/*.ts', { cwd: root }).filter(
    (file) => !/\.spec\.ts$/.test(file),
  );
  const names = await Promise.all(
    sources.map(async (file) =>
      [...(await read(file)).matchAll(/'(dateline_[a-z_]+[a-z])'/g)].map(([, name]) => name ?? ''),
    ),
  );
  const unused = [...new Set(names.flat())].filter((name) => !shown.includes(name));
  expect(unused).toEqual([]);
});

describe('each alert', () => {
  it('has an entry in the runbook, and the runbook has no other', async () => {
    const names = (await alertsOf()).map((alert) => alert.name);
    const entries = [...(await read('docs/runbook.md')).matchAll(/^## (\w+)$/gm)].map((match) => match[1]);
    expect(entries).toEqual(names);
  });

  it('links to its entry', async () => {
    for (const { name, text } of await alertsOf())
      expect(text).toContain(`runbook_url: ${RUNBOOK}#${name.toLowerCase()}\n`);
  });

  it('is provoked in the rule tests', async () => {
    const tests = await read('deploy/monitoring/tests/dateline.test.yml');
    for (const { name } of await alertsOf())
      expect(tests).toMatch(new RegExp(`alertname: ${name}\\n\\s+exp_alerts:\\n`));
  });
});

describe.each(DASHBOARDS.map((spec) => [spec.uid, spec] as const))('dashboard %s', (uid, spec) => {
  it('is the committed file (npm run dashboards:generate)', async () => {
    const file = await read(`deploy/monitoring/grafana/dashboards/${uid}.json`);
    expect(JSON.parse(file)).toEqual(JSON.parse(JSON.stringify(dashboardOf(spec))));
  });

  it('has no two panels in one place, and none beyond the edge', () => {
    const places = (dashboardOf(spec).panels ?? []).map(
      (panel) => panel.gridPos ?? { x: 0, y: 0, w: 0, h: 0 },
    );
    for (const place of places) expect(place.x + place.w).toBeLessThanOrEqual(24);
    const cells = places.flatMap(({ x, y, w, h }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});
