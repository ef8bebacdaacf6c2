import { parse, parseAllDocuments, stringify } from 'yaml';

const NOTE = '# Made by `npm run k8s:generate`; a spec fails when it is stale.\n';
const PART_OF = { 'app.kubernetes.io/part-of': 'dateline' };

type Fields = Record<string, unknown>;

/** Any object of Kubernetes. */
interface KubernetesObject {
  kind: string;
  metadata: { name: string; labels?: Fields };
  spec?: { template?: { metadata?: { labels?: Fields } } };
}

/** The manifests that the chart is made of, as text: what kustomize has in base and in its components. */
export interface ChartSources {
  services: string;
  everyService: string;
  migrate: string;
  serviceAccount: string;
  /** By the name of the value that switches each on. */
  components: Readonly<Record<string, readonly string[]>>;
}

/**
 * What the chart's templates fill in: the objects of the base, each Deployment with what all services have in common, and those of the
 * components. Kustomize makes the same of the same files, which `.ci/charts` checks.
 */
export function renderChartObjects(sources: ChartSources): string {
  const common = parse(sources.everyService) as KubernetesObject;
  const objects = [sources.serviceAccount, sources.services, sources.migrate]
    .flatMap(objectsOf)
    .map((object) =>
      object.kind === 'Deployment' ? (merged(object, unnamed(common)) as KubernetesObject) : object,
    )
    .map(labelled);
  const components = Object.fromEntries(
    Object.entries(sources.components).map(([name, texts]) => [name, texts.flatMap(objectsOf).map(labelled)]),
  );
  return NOTE + stringify({ objects, components }, { lineWidth: 0, aliasDuplicateObjects: false });
}

const objectsOf = (text: string): KubernetesObject[] =>
  parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject);

/** The patch is for whatever it is laid over. */
const unnamed = ({ metadata, ...rest }: KubernetesObject): Fields => ({
  ...rest,
  metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== 'name')),
});

function labelled(object: KubernetesObject): KubernetesObject {
  const { metadata, spec } = object;
  const template = spec?.template;
  return {
    ...object,
    metadata: { ...metadata, labels: { ...metadata.labels, ...PART_OF } },
    ...(template
      ? {
          spec: {
            ...spec,
            template: {
              ...template,
              metadata: { ...template.metadata, labels: { ...template.metadata?.labels, ...PART_OF } },
            },
          },
        }
      : {}),
  };
}

/** A strategic merge, as far as the patch of the services needs one: fields by name, lists of named items by their names. */
function merged(base: unknown, patch: unknown): unknown {
  if (isNamedList(base) && isNamedList(patch)) {
    const names = new Set([...patch, ...base].map(({ name }) => name));
    return [...names].map((name) => {
      const [from, over] = [base, patch].map((list) => list.find((item) => item.name === name));
      return from && over ? merged(from, over) : (over ?? from);
    });
  }
  if (!isFields(base) || !isFields(patch)) return patch;
  const entries = Object.entries(patch).map(([key, value]) => [
    key,
    key in base ? merged(base[key], value) : value,
  ]);
  return { ...base, ...Object.fromEntries(entries) };
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNamedList = (value: unknown): value is Fields[] =>
  Array.isArray(value) && value.every((item) => isFields(item) && 'name' in item);
