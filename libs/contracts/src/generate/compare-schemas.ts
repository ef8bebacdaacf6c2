/** The words of JSON Schema that the contracts use. */
export interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly JsonSchema[];
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  items?: JsonSchema;
  patternProperties?: Readonly<Record<string, JsonSchema>>;
  additionalProperties?: boolean | JsonSchema;
  [bound: string]: unknown;
}

/** Bounds of which a greater value refuses more, and those of which a lesser value does. */
const LOWER_BOUNDS = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const UPPER_BOUNDS = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const FORMS = ['pattern', 'format'];

/**
 * What breaks a consumer between a released schema and the present one, each line with the path of its field.
 * Empty if the present schema is compatible.
 *
 * Both directions count. Code written for the released schema reads new values: no field may go, become
 * optional or take another type. Code with the present schema reads values that stayed in a compacted topic:
 * no field may become required, no type, list of words or bound may become narrower. A new optional field and
 * a new word of a closed list are compatible (docs/consuming.md).
 */
export function breakingChanges(released: JsonSchema, present: JsonSchema, path = ''): string[] {
  const before = alternativesOf(released);
  const after = alternativesOf(present);
  const lost = [...before].filter(([kind]) => !after.has(kind)).map(([kind]) => kind);
  const gained = [...after].filter(([kind]) => !before.has(kind)).map(([kind]) => kind);
  const at = path || '/';
  return [
    ...(lost.length > 0 ? [`${at}: no longer takes ${lost.join(', ')}`] : []),
    ...(gained.length > 0 ? [`${at}: may now be ${gained.join(', ')}`] : []),
    ...[...before].flatMap(([kind, old]) => {
      const now = after.get(kind);
      return now ? changesOfAlternative(old, now, path) : [];
    }),
  ];
}

/** `breakingChanges` of all schemas by name; a schema that is gone breaks whoever reads it. */
export function breakingContracts(
  released: ReadonlyMap<string, JsonSchema>,
  present: ReadonlyMap<string, JsonSchema>,
): string[] {
  return [...released].flatMap(([name, schema]) => {
    const now = present.get(name);
    return now
      ? breakingChanges(schema, now).map((change) => `${name} ${change}`)
      : [`${name} is no longer there`];
  });
}

function changesOfAlternative(old: JsonSchema, now: JsonSchema, path: string): string[] {
  const at = path || '/';
  return [
    ...changesOfWords(old, now).map((change) => `${at}: ${change}`),
    ...changesOfBounds(old, now).map((change) => `${at}: ${change}`),
    ...changesOfFields(old, now, path),
    ...changesOfInner(old.items, now.items, `${path}/*`),
    ...changesOfMap(old, now, path),
  ];
}

function changesOfFields(old: JsonSchema, now: JsonSchema, path: string): string[] {
  const fields = old.properties ?? {};
  const isRequired = (schema: JsonSchema, name: string) => schema.required?.includes(name) === true;
  const kept = Object.entries(fields).flatMap(([name, field]) => {
    const at = `${path}/${name}`;
    const present = now.properties?.[name];
    if (!present) return [`${at}: was removed`];
    const inner = breakingChanges(field, present, at);
    if (isRequired(old, name) && !isRequired(now, name)) return [`${at}: may now be absent`, ...inner];
    if (!isRequired(old, name) && isRequired(now, name)) return [`${at}: is now required`, ...inner];
    return inner;
  });
  const added = (now.required ?? []).filter((name) => !(name in fields));
  return [...kept, ...added.map((name) => `${path}/${name}: is new and required`)];
}

/** Closed lists: `enum`, or `const` for a list of one. */
function changesOfWords(old: JsonSchema, now: JsonSchema): string[] {
  const before = wordsOf(old);
  const after = wordsOf(now);
  if (after === null) return before === null ? [] : ['is no longer a closed list'];
  if (before === null) return [`takes only ${after.join(', ')} now`];
  const lost = before.filter((word) => !after.includes(word));
  return lost.length > 0 ? [`no longer takes ${lost.join(', ')}`] : [];
}

function wordsOf(schema: JsonSchema): string[] | null {
  if ('const' in schema) return [JSON.stringify(schema.const)];
  return schema.enum?.map((word) => JSON.stringify(word)) ?? null;
}

function changesOfBounds(old: JsonSchema, now: JsonSchema): string[] {
  const tighter = (name: string, sign: 1 | -1) => {
    const [before, after] = [old[name], now[name]];
    if (typeof after !== 'number') return [];
    const isTighter = typeof before !== 'number' || (after - before) * sign > 0;
    return isTighter ? [`${name} is ${String(after)} now`] : [];
  };
  return [
    ...LOWER_BOUNDS.flatMap((name) => tighter(name, 1)),
    ...UPPER_BOUNDS.flatMap((name) => tighter(name, -1)),
    ...FORMS.flatMap((name) => (old[name] === now[name] ? [] : [`${name} changed`])),
  ];
}

/** Objects whose names are data: a map from a name to a value. */
function changesOfMap(old: JsonSchema, now: JsonSchema, path: string): string[] {
  const closed = now.additionalProperties === false && old.additionalProperties !== false;
  const patterns = Object.entries(old.patternProperties ?? {}).flatMap(([names, value]) =>
    changesOfInner(value, now.patternProperties?.[names], `${path}/{${names}}`),
  );
  return [...(closed ? [`${path || '/'}: takes no further fields now`] : []), ...patterns];
}

function changesOfInner(old: JsonSchema | undefined, now: JsonSchema | undefined, path: string): string[] {
  if (old === undefined) return now === undefined ? [] : [`${path}: is ruled now`];
  return now === undefined ? [`${path}: is no longer ruled`] : breakingChanges(old, now, path);
}

/**
 * The alternatives of a schema by their kind: the type, and for an object of a union the words by which it is
 * told from the others. Scalars of one type in a union are one list of words.
 */
function alternativesOf(schema: JsonSchema): Map<string, JsonSchema> {
  const branches = schema.anyOf?.flatMap((branch) => [...alternativesOf(branch).values()]) ?? [schema];
  const found = new Map<string, JsonSchema>();
  for (const branch of branches) {
    const kind = kindOf(branch);
    const known = found.get(kind);
    found.set(kind, known ? joined(known, branch) : branch);
  }
  return found;
}

function kindOf(schema: JsonSchema): string {
  const marks = Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    'const' in field ? [`${name} ${JSON.stringify(field.const)}`] : [],
  );
  const type = schema.type ?? typeOfWords(schema);
  return marks.length > 0 ? `${type} with ${marks.join(' and ')}` : type;
}

function typeOfWords(schema: JsonSchema): string {
  const [first] = 'const' in schema ? [schema.const] : (schema.enum ?? []);
  return first === undefined ? 'anything' : typeof first;
}

/** Two alternatives of one type: literals become one list. Others keep the first, since no contract has two. */
function joined(one: JsonSchema, other: JsonSchema): JsonSchema {
  const words = [one, other].flatMap((schema) => ('const' in schema ? [schema.const] : (schema.enum ?? [])));
  if (words.length === 0) return one;
  return { type: one.type ?? typeOfWords(one), enum: words };
}
