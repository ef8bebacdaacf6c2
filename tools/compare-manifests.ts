/** Any object of Kubernetes. */
export interface Manifest {
  kind: string;
  metadata: { name: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  [field: string]: unknown;
}

/**
 * What differs in substance between the objects of kustomize and those of the chart, one line each. Not of substance: order, the hash
 * and the revision in a name, the tag of an image, how it is pulled, a checksum, and the label that tells what belongs together.
 */
export function differences(kustomized: readonly Manifest[], charted: readonly Manifest[]): string[] {
  const [left, right] = [kustomized, charted].map(
    (objects) => new Map(objects.map((object) => [nameOf(object), substance(object)])),
  ) as [Map<string, string>, Map<string, string>];
  const names = [...new Set([...left.keys(), ...right.keys()])].toSorted();
  return names.flatMap((name) => {
    const [one, other] = [left.get(name), right.get(name)];
    if (one === other) return [];
    if (one === undefined) return [`${name}: only the chart has it`];
    if (other === undefined) return [`${name}: the chart does not have it`];
    return [`${name}: ${firstDifference(one, other)}`];
  });
}

const nameOf = ({ kind, metadata }: Manifest): string => `${kind} ${bareName(kind, metadata.name)}`;

function bareName(kind: string, name: string): string {
  if (kind === 'Job') return name.replace(/-\d+$/, '');
  return kind === 'ConfigMap' ? name.replace(/-[bcdfghkmt2456789]{10}$/, '') : name;
}

const substance = (object: Manifest): string => JSON.stringify(sorted(object, []), null, 1);

function sorted(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => sorted(item, [...path, '[]']));
  if (typeof value !== 'object' || value === null) return bare(value, path);
  const fields = Object.entries(value)
    .map(([key, field]): [string, unknown] => [key, sorted(field, [...path, key])])
    .filter(([key, field]) => isOfSubstance(key, field))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields);
}

const LEFT_OUT = new Set(['imagePullPolicy', 'checksum/settings', 'app.kubernetes.io/part-of']);

/** An empty map says no more than none. */
const isOfSubstance = (key: string, field: unknown): boolean =>
  !LEFT_OUT.has(key) &&
  !(
    ['labels', 'annotations'].includes(key) &&
    typeof field === 'object' &&
    Object.keys(field ?? {}).length === 0
  );

function bare(value: unknown, path: readonly string[]): unknown {
  const [parent, key] = path.slice(-2);
  if (typeof value !== 'string') return value;
  if (key === 'image') return value.replace(/[@:][^/]*$/, '');
  if (key !== 'name') return value;
  if (parent === 'configMapRef') return bareName('ConfigMap', value);
  if (parent === 'metadata' && path.length === 2) return bareName('ConfigMap', bareName('Job', value));
  return value;
}

function firstDifference(one: string, other: string): string {
  const [left, right] = [one, other].map((text) => text.split('\n')) as [string[], string[]];
  const at = left.findIndex((line, i) => line !== right[i]);
  return `${left[at]?.trim() ?? 'nothing'} by kustomize, ${right[at]?.trim() ?? 'nothing'} by the chart`;
}
