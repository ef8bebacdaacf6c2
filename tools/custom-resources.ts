/** The part of an OpenAPI v3 schema that a CustomResourceDefinition may use and that is checked here; CEL rules are left to the server. */
export interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  nullable?: boolean;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-int-or-string'?: boolean;
}

interface Version {
  name: string;
  served: boolean;
  schema: { openAPIV3Schema: Schema };
}

/** A CustomResourceDefinition of apiextensions.k8s.io/v1. */
export interface Definition {
  kind: 'CustomResourceDefinition';
  spec: { group: string; names: { kind: string }; versions: Version[] };
}

/** Any object of Kubernetes. */
export interface Resource {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
}

const OF_EVERY_OBJECT = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * What an API server with these definitions would refuse or drop of the objects, one line each. Objects of a group that no definition
 * has are not looked at; `checked` counts the others.
 */
export function checkResources(
  resources: readonly Resource[],
  definitions: readonly Definition[],
): { checked: number; problems: string[] } {
  const groups = new Set(definitions.map(({ spec }) => spec.group));
  const looked = resources.filter(({ apiVersion }) => groups.has(apiVersion.split('/')[0] ?? ''));
  const problems = looked.flatMap((resource) => {
    const name = `${resource.kind} ${resource.metadata.name}`;
    const schema = schemaOf(resource, definitions);
    if (!schema) return [`${name}: ${resource.apiVersion} is not served`];
    const rest = Object.fromEntries(Object.entries(resource).filter(([key]) => !OF_EVERY_OBJECT.has(key)));
    return problemsOf(rest, withoutCommon(schema), '').map((problem) => `${name}: ${problem}`);
  });
  return { checked: looked.length, problems };
}

function schemaOf({ apiVersion, kind }: Resource, definitions: readonly Definition[]): Schema | undefined {
  const [group, version] = apiVersion.split('/');
  const found = definitions.find(({ spec }) => spec.group === group && spec.names.kind === kind);
  return found?.spec.versions.find(({ name, served }) => name === version && served)?.schema.openAPIV3Schema;
}

/** The server checks these by itself. */
const withoutCommon = (schema: Schema): Schema => ({
  ...schema,
  required: (schema.required ?? []).filter((name) => !OF_EVERY_OBJECT.has(name)),
});

function problemsOf(value: unknown, schema: Schema, path: string): string[] {
  const at = path === '' ? '.' : path;
  if (value === null) return schema.nullable ? [] : [`${at} is null`];
  const wrong = typeProblem(value, schema);
  if (wrong) return [`${at} ${wrong}`];
  if (schema.enum && !schema.enum.includes(value))
    return [`${at} is ${JSON.stringify(value)}, not one of ${schema.enum.join(', ')}`];
  if (Array.isArray(value)) return itemProblems(value, schema, path);
  if (typeof value === 'object') return fieldProblems(value as Record<string, unknown>, schema, path);
  return boundProblems(value, schema).map((problem) => `${at} ${problem}`);
}

function typeProblem(value: unknown, schema: Schema): string | undefined {
  if (schema['x-kubernetes-int-or-string'])
    return typeof value === 'string' || Number.isInteger(value) ? undefined : 'is neither integer nor string';
  const fits: Record<string, boolean> = {
    object: typeof value === 'object' && !Array.isArray(value),
    array: Array.isArray(value),
    string: typeof value === 'string',
    boolean: typeof value === 'boolean',
    integer: Number.isInteger(value),
    number: typeof value === 'number',
  };
  return schema.type === undefined || fits[schema.type] ? undefined : `is no ${schema.type}`;
}

function fieldProblems(value: Record<string, unknown>, schema: Schema, path: string): string[] {
  const { properties = {}, additionalProperties, required = [] } = schema;
  const missing = required.filter((name) => !(name in value)).map((name) => `${path}.${name} is missing`);
  return [
    ...missing,
    ...Object.entries(value).flatMap(([name, field]) => {
      const known = properties[name];
      if (known) return problemsOf(field, known, `${path}.${name}`);
      if (typeof additionalProperties === 'object')
        return problemsOf(field, additionalProperties, `${path}.${name}`);
      const free = additionalProperties === true || schema['x-kubernetes-preserve-unknown-fields'];
      return free ? [] : [`${path}.${name} is no known field`];
    }),
  ];
}

function itemProblems(value: readonly unknown[], schema: Schema, path: string): string[] {
  const { items, minItems = 0, maxItems = Infinity } = schema;
  const count =
    value.length < minItems || value.length > maxItems ? [`${path} has ${value.length} items`] : [];
  return [...count, ...(items ? value.flatMap((item, i) => problemsOf(item, items, `${path}[${i}]`)) : [])];
}

function boundProblems(value: unknown, schema: Schema): string[] {
  const size = typeof value === 'string' ? value.length : undefined;
  const isOut = (n: number, least = -Infinity, most = Infinity): boolean => n < least || n > most;
  return [
    ...(size !== undefined && isOut(size, schema.minLength, schema.maxLength)
      ? [`has ${size} characters`]
      : []),
    ...(typeof value === 'number' && isOut(value, schema.minimum, schema.maximum)
      ? [`is ${value}, out of bounds`]
      : []),
    ...(typeof value === 'string' && schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)
      ? [`is "${value}", which does not match ${schema.pattern}`]
      : []),
  ];
}
