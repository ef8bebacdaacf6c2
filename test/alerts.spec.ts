import { readFile } from 'node:fs/promises';
import { DASHBOARDS } from '../deploy/monitoring/grafana/dashboards.ts';
import { dashboardOf } from '../deploy/monitoring/grafana/panels.ts';
import { alertsOf } from './alert-rules.js';

const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), 'utf8');

describe('each alert', () => {
  it('has an entry in the runbook, and the runbook has no other', async () => {
    const names = (await alertsOf()).map((alert) => alert.name);
    const entries = [...(await read('docs/runbook.md')).matchAll(/^## (\w+)$/gm)].map((match) => match[1]);
    expect(entries).toEqual(names);
  });

  it('links to its entry', async () => {
    for (const { name, text } of await alertsOf())
      expect(text).toContain(`runbook_url: docs/runbook.md#${name.toLowerCase()}\n`);
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
