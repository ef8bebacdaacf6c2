import {
  ownMetricsPortOf,
  READERS_ON_THE_WAY,
  SERVICES,
  STAGE_READERS,
  topics,
  type ServiceName,
  type StageReader,
} from '@dateline/contracts';
import { SIZES, USUAL } from './service-sizes.ts';
import { isMap, isSeq, parseDocument, stringify, type YAMLMap, type YAMLSeq } from 'yaml';

const NOTE = '# Made by `npm run k8s:generate`; a spec fails when it is stale.\n';
const YAML = { lineWidth: 0, aliasDuplicateObjects: false };

/** How a service is scaled by what its stage has left to read. */
interface Scaling {
  most: number;
  /** Unread messages for each replica. */
  lag: number;
  /** What else there is to do, by a metric, and how much of it for each replica. */
  backlog?: { query: string; each: number };
}

const USUAL_SCALING: Scaling = { most: 6, lag: 200 };
const SCALING: Partial<Record<ServiceName, Partial<Scaling>>> = {
  // What it has to do is its frontier: each replica asks HOSTS_AT_ONCE sites at a time, and one that is due may wait for two others.
  fetcher: { backlog: { query: 'max(dateline_frontier_due_hosts)', each: 48 } },
  // Of all messages a page takes longest.
  parser: { lag: 50 },
};

/** Deployment, Service and PodDisruptionBudget of every service; `every-service.yaml` adds what they have in common. */
export function renderServices(): string {
  return NOTE + joined(SERVICES.flatMap((name) => [deployment(name), service(name), disruptionBudget(name)]));
}

/** A ScaledObject (KEDA 2.x) for every service that reads a topic. */
export function renderScaledObjects(): string {
  return NOTE + joined(scaledReaders().map(scaledObject));
}

/** The services that are scaled by lag: the number of their replicas is not for the manifests to say. */
export const scaledServices = (): string[] => scaledReaders().map(({ service: name }) => name);

/** A kustomization with an entry for every service in its lists of replicas, images and patched deployments; all else stays. */
export function completeKustomization(text: string): string {
  const document = parseDocument(text);
  for (const [list, prefix] of [
    ['replicas', ''],
    ['images', 'dateline/'],
  ] as const) {
    const entries = document.get(list);
    if (isSeq<YAMLMap>(entries)) completeList(entries, prefix);
  }
  const patches = document.get('patches');
  if (isSeq<YAMLMap>(patches)) {
    for (const patch of patches.items) {
      const name = patch.getIn(['target', 'name']);
      if (typeof name === 'string' && name.includes('|'))
        patch.setIn(['target', 'name'], scaledServices().join('|'));
    }
  }
  return document.toString(YAML);
}

/** The Prometheus of Compose with every service among the names that it looks up; all else stays. */
export function completeScrapeTargets(text: string): string {
  const document = parseDocument(text);
  const jobs = document.get('scrape_configs');
  if (!isSeq<YAMLMap>(jobs)) throw new TypeError('there are no scrape_configs');
  const job = jobs.items.find((item) => item.get('job_name') === 'dateline');
  const names = job?.getIn(['dns_sd_configs', 0, 'names']);
  if (!isSeq(names)) throw new TypeError('the job "dateline" looks up no names');
  names.items = SERVICES.filter((name) => ownMetricsPortOf(name) === undefined).map((name) =>
    document.createNode(name),
  );
  return document.toString(YAML);
}

/** One entry a service: those that are there stay as they are, a new one is like the first. */
function completeList(entries: YAMLSeq<YAMLMap>, prefix: string): void {
  const known = new Map(entries.items.map((entry) => [entry.get('name'), entry]));
  const [first] = entries.items;
  if (!isMap(first)) return;
  const model = String(first.get('name'));
  entries.items = SERVICES.map((service) => {
    const name = prefix + service;
    const entry = known.get(name);
    if (entry) return entry;
    const copy = first.clone() as YAMLMap;
    for (const pair of copy.items) {
      const { value } = pair as { value: { value: unknown } };
      if (typeof value.value === 'string') value.value = value.value.replace(model, name);
    }
    return copy;
  });
}

const joined = (resources: readonly object[]) =>
  resources.map((resource) => stringify(resource, YAML)).join('---\n');

const labelsOf = (name: string) => ({ 'app.kubernetes.io/name': name, 'dateline/role': 'service' });
const selectorOf = (name: string) => ({ 'app.kubernetes.io/name': name });

function deployment(name: ServiceName): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: labelsOf(name) },
    spec: {
      replicas: 2,
      selector: { matchLabels: selectorOf(name) },
      template: {
        metadata: { labels: labelsOf(name) },
        spec: {
          topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(
            (topologyKey) => ({
              maxSkew: 1,
              topologyKey,
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: selectorOf(name) },
              matchLabelKeys: ['pod-template-hash'],
            }),
          ),
          containers: [containerOf(name)],
        },
      },
    },
  };
}

function containerOf(name: ServiceName): object {
  const { cpu, memory, memoryLimit, environment, secrets } = { ...USUAL, ...SIZES[name] };
  const metrics = ownMetricsPortOf(name);
  const env = [
    ...Object.entries(environment ?? {}).map(([variable, value]) => ({ name: variable, value })),
    ...Object.entries(secrets ?? {}).map(([variable, secret]) => ({
      name: variable,
      valueFrom: { secretKeyRef: { ...secret, optional: true } },
    })),
  ];
  return {
    name: 'service',
    image: `dateline/${name}`,
    ...(env.length > 0 ? { env } : {}),
    ...(metrics === undefined ? {} : { ports: [{ name: 'metrics', containerPort: metrics }] }),
    resources: { requests: { cpu, memory }, limits: { memory: memoryLimit } },
  };
}

/** The port named `metrics` is what is scraped; a service without an API has no other. */
function portsOf(name: ServiceName): object[] {
  const metrics = ownMetricsPortOf(name);
  if (metrics === undefined) return [{ name: 'metrics', port: 8080, targetPort: 'http' }];
  return [
    { name: 'http', port: 8080, targetPort: 'http' },
    { name: 'metrics', port: metrics, targetPort: 'metrics' },
  ];
}

function service(name: ServiceName): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: labelsOf(name) },
    spec: { selector: selectorOf(name), ports: portsOf(name) },
  };
}

function disruptionBudget(name: string): object {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name },
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: selectorOf(name) },
    },
  };
}

/** The group by which a service is scaled: on an article's way where it has one there, otherwise the first that it has. */
function scaledReaders(): StageReader[] {
  return SERVICES.flatMap((name) => {
    const isOwn = ({ service: owner }: StageReader) => owner === name;
    const reader = READERS_ON_THE_WAY.find(isOwn) ?? STAGE_READERS.find(isOwn);
    return reader ? [reader] : [];
  });
}

function scaledObject({ service: name, stage, topic }: StageReader): object {
  const { most, lag, backlog } = { ...USUAL_SCALING, ...SCALING[name as ServiceName] };
  const partitions = Object.values(topics).find((contract) => contract.name === topic)?.partitions ?? most;
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name },
    spec: {
      scaleTargetRef: { name },
      minReplicaCount: 2,
      // More replicas than the topic has partitions have nothing to do.
      maxReplicaCount: Math.min(most, partitions),
      pollingInterval: 15,
      cooldownPeriod: 300,
      advanced: {
        horizontalPodAutoscalerConfig: {
          behavior: {
            scaleUp: { stabilizationWindowSeconds: 30 },
            scaleDown: {
              stabilizationWindowSeconds: 600,
              policies: [{ type: 'Pods', value: 1, periodSeconds: 120 }],
            },
          },
        },
      },
      triggers: [
        {
          type: 'kafka',
          metadata: {
            bootstrapServers: 'kafka:19092',
            consumerGroup: `dateline.${name}.${stage}`,
            topic,
            lagThreshold: String(lag),
            offsetResetPolicy: 'earliest',
            // What a member has begun and not finished is no reason for another one.
            excludePersistentLag: 'true',
          },
        },
        ...(backlog ? [prometheusTrigger(backlog)] : []),
      ],
    },
  };
}

/** KEDA takes the trigger that wants the most replicas; without an answer of Prometheus the others decide. */
function prometheusTrigger({ query, each }: NonNullable<Scaling['backlog']>): object {
  return {
    type: 'prometheus',
    metadata: {
      serverAddress: 'http://prometheus-operated.monitoring.svc:9090',
      query,
      threshold: String(each),
      ignoreNullValues: 'true',
    },
  };
}
