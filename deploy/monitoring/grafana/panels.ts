import type {
  AnnotationQuery,
  Dashboard,
  DashboardLink,
  Panel,
  RowPanel,
  VariableModel,
} from '@grafana/schema';

/** One query of a panel (PromQL) and what its series are called. */
export interface Query {
  expr: string;
  legend: string;
  exemplar?: boolean;
}

/** What a panel shows, without its place. `quiet` queries may have no series while nothing is wrong. */
export interface PanelSpec {
  title: string;
  description: string;
  kind: 'timeseries' | 'stat' | 'table' | 'bargauge';
  unit: string;
  queries: Query[];
  width?: number;
  stacked?: boolean;
  thresholds?: { orange?: number; red: number };
  quiet?: boolean;
  /** Addresses behind the values of a column, by its label. */
  links?: Record<string, string>;
}

/** What a dashboard can be narrowed down to, and the metric and label that know the values. */
const VARIABLES = {
  service: { label: 'Service', metric: 'up{job="dateline"}' },
  stage: { label: 'Stage', metric: 'dateline_stage_messages_total' },
  host: { label: 'Outlet (host)', metric: 'dateline_sickest_feed_seconds' },
} as const;

export interface DashboardSpec {
  uid: string;
  title: string;
  description: string;
  variables: (keyof typeof VARIABLES)[];
  rows: { title: string; panels: PanelSpec[] }[];
}

const COLUMNS = 24;
const HEIGHT = 8;
const DATASOURCE = { type: 'prometheus', uid: 'prometheus' };

/** The dashboard as Grafana provisions it. */
export function dashboardOf(spec: DashboardSpec): Dashboard {
  return {
    uid: spec.uid,
    title: spec.title,
    description: spec.description,
    tags: ['dateline'],
    editable: true,
    graphTooltip: 1,
    refresh: '30s',
    schemaVersion: 39,
    time: { from: 'now-3h', to: 'now' },
    timezone: 'browser',
    templating: { list: [...spec.variables.map(variableOf), ...ADDRESSES.map(addressOf)] },
    annotations: { list: [DEPLOYMENTS] },
    links: [
      linkTo('Dashboards', { type: 'dashboards', tags: ['dateline'] }),
      linkTo('Console', { type: 'link', url: '${console}/' }),
      linkTo('Runbook', { type: 'link', url: '${runbook}' }),
    ],
    panels: placed(spec),
  };
}

/** Addresses that an installation sets in the dashboard's own fields. */
const ADDRESSES = [
  { name: 'console', label: 'Console', address: 'http://127.0.0.1:8080' },
  { name: 'runbook', label: 'Runbook', address: 'https://dateline.example/docs/runbook.md' },
];

function addressOf({ name, label, address }: (typeof ADDRESSES)[number]): VariableModel {
  return {
    name,
    label,
    type: 'textbox',
    query: address,
    current: { text: address, value: address },
    hide: 2,
  } as VariableModel;
}

function variableOf(name: keyof typeof VARIABLES): VariableModel {
  const { label, metric } = VARIABLES[name];
  return {
    name,
    label,
    type: 'query',
    datasource: DATASOURCE,
    query: `label_values(${metric}, ${name})`,
    refresh: 2,
    multi: true,
    includeAll: true,
    allValue: '.*',
    current: { text: ['All'], value: ['$__all'] },
  } as VariableModel;
}

/** A line where another version began to run. */
const DEPLOYMENTS = {
  name: 'Versions',
  datasource: DATASOURCE,
  enable: true,
  iconColor: 'blue',
  expr: 'count by (service, version) (dateline_build_info) unless count by (service, version) (dateline_build_info offset 2m)',
  titleFormat: '{{service}} {{version}}',
  step: '60s',
} as AnnotationQuery;

const linkTo = (title: string, more: Partial<DashboardLink>): DashboardLink => ({
  title,
  asDropdown: false,
  icon: 'external link',
  includeVars: false,
  keepTime: true,
  tags: [],
  targetBlank: true,
  tooltip: '',
  type: 'link',
  ...more,
});

function placed(spec: DashboardSpec): (Panel | RowPanel)[] {
  const panels: (Panel | RowPanel)[] = [];
  let y = 0;
  for (const row of spec.rows) {
    const id = () => panels.length + 1;
    panels.push({
      type: 'row',
      id: id(),
      title: row.title,
      collapsed: false,
      gridPos: { x: 0, y, w: COLUMNS, h: 1 },
      panels: [],
    });
    y += 1;
    let x = 0;
    for (const panel of row.panels) {
      const w = panel.width ?? 8;
      if (x + w > COLUMNS) {
        x = 0;
        y += HEIGHT;
      }
      panels.push(panelOf(panel, id(), { x, y, w, h: HEIGHT }));
      x += w;
    }
    y += HEIGHT;
  }
  return panels;
}

function panelOf(spec: PanelSpec, id: number, gridPos: NonNullable<Panel['gridPos']>): Panel {
  return {
    id,
    type: spec.kind,
    title: spec.title,
    description: spec.description,
    datasource: DATASOURCE,
    gridPos,
    targets: spec.queries.map((query, i) => ({
      refId: String.fromCharCode(65 + i),
      datasource: DATASOURCE,
      expr: query.expr,
      legendFormat: query.legend,
      exemplar: query.exemplar ?? false,
      ...(spec.kind === 'timeseries' ? { range: true } : { instant: true, range: false }),
      ...(spec.kind === 'table' ? { format: 'table' } : {}),
    })),
    fieldConfig: {
      defaults: {
        unit: spec.unit,
        min: 0,
        thresholds: thresholdsOf(spec.thresholds),
        ...(spec.kind === 'timeseries'
          ? {
              custom: {
                fillOpacity: spec.stacked ? 30 : 5,
                stacking: { mode: spec.stacked ? 'normal' : 'none' },
              },
            }
          : {}),
      },
      overrides: Object.entries(spec.links ?? {}).map(([label, url]) => ({
        matcher: { id: 'byName', options: label },
        properties: [{ id: 'links', value: [{ title: 'Open', url, targetBlank: true }] }],
      })),
    },
    options: optionsOf(spec.kind),
  };
}

function thresholdsOf(
  limits: PanelSpec['thresholds'],
): NonNullable<Panel['fieldConfig']>['defaults']['thresholds'] {
  const steps = [{ color: 'green', value: null }] as { color: string; value: number | null }[];
  if (limits?.orange !== undefined) steps.push({ color: 'orange', value: limits.orange });
  if (limits) steps.push({ color: 'red', value: limits.red });
  return { mode: 'absolute' as never, steps };
}

function optionsOf(kind: PanelSpec['kind']): Record<string, unknown> {
  switch (kind) {
    case 'timeseries':
      return {
        legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
        tooltip: { mode: 'multi', sort: 'desc' },
      };
    case 'table':
      return { showHeader: true };
    default:
      return { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false }, orientation: 'auto' };
  }
}
