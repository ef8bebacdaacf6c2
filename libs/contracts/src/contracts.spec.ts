import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readdirSync, readFileSync } from 'node:fs';
import type { EventContract } from './events/event.contract.js';
import { events } from './events/event-contracts.js';
import { schemaIdOf } from './envelope.js';
import { publishedSchemas, renderContracts } from './generate/render-contracts.js';
import { topics, type TopicContract } from './topics.js';
import { checkAgainst } from './check-against.js';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const contracts = new Map<string, EventContract>(
  Object.values<EventContract>(events).map((e) => [e.type, e]),
);
const examples = readdirSync(new URL('examples/', root)).filter((f) => f.endsWith('.json'));
const typeOf = (file: string) => file.replace(/\.[^.]+\.json$/, '');

it('keeps the generated files fresh (npm run contracts:generate)', () => {
  for (const [path, content] of renderContracts())
    expect({ path, content: read(`generated/${path}`) }).toEqual({ path, content });
});

it('has an example of every event', () => {
  expect(new Set(examples.map(typeOf))).toEqual(new Set(contracts.keys()));
});

it.each(examples)('takes the stored example %s, by TypeBox and by the published JSON Schema', (file) => {
  const value: unknown = JSON.parse(read(`examples/${file}`));
  const contract = contracts.get(typeOf(file));
  if (!contract) throw new Error(`${file} is of no known event`);
  expect(checkAgainst(contract.schema, value)).toEqual({ ok: true, value });
  const validate = asConsumer().getSchema(schemaIdOf(contract.type));
  expect(validate?.(value) ? [] : validate?.errors).toEqual([]);
});

/** A consumer's validator, which loads the whole folder: one `$id` given twice would throw. */
function asConsumer(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const file of readdirSync(new URL('generated/', root)).filter((name) => name.endsWith('.schema.json')))
    ajv.addSchema(JSON.parse(read(`generated/${file}`)) as object);
  return ajv;
}

it('gives each schema an absolute $id of its own, under which its file is named', () => {
  const ids = [...publishedSchemas()].map(([name, { $id }]) => ({ name, $id: String($id) }));
  expect(new Set(ids.map(({ $id }) => $id)).size).toBe(ids.length);
  for (const { name, $id } of ids) {
    expect(new URL($id).pathname.endsWith(`/${name}.schema.json`)).toBe(true);
    expect(new URL($id).hash).toBe('');
  }
});

const withFields = [...contracts.values()].filter(({ schema }) => 'properties' in schema);

it('has only tombstones besides events with fields', () => {
  const others = [...contracts.values()].filter((contract) => !withFields.includes(contract));
  expect(others.map(({ type }) => type)).toEqual([
    'news.feed.removed.v1',
    'news.article.erased.v1',
    'news.cluster.dissolved.v1',
  ]);
  for (const { schema } of others) expect(checkAgainst(schema, null)).toMatchObject({ ok: true });
  for (const { schema } of others) expect(checkAgainst(schema, {})).toMatchObject({ ok: false });
});

it.each(withFields)('refuses a $type that lacks its first required field', ({ schema, type }) => {
  const file = examples.find((f) => typeOf(f) === type);
  const value = JSON.parse(read(`examples/${file ?? ''}`)) as Record<string, unknown>;
  const [first] = Object.keys(value);
  Reflect.deleteProperty(value, first ?? '');
  const checked = checkAgainst(schema, value);
  expect(checked).toMatchObject({ ok: false });
});

it('gives every topic of an event a contract, and every topic a writer and a reader', () => {
  const names = new Set(Object.values<TopicContract>(topics).map((t) => t.name));
  for (const { topic } of contracts.values()) expect(names).toContain(topic);
  for (const topic of Object.values<TopicContract>(topics)) {
    expect(topic.writers.length * topic.readers.length).toBeGreaterThan(0);
    expect(topic.cleanup === 'compact').toBe(topic.retentionMs === null);
  }
});

it('says of every field of every schema what it holds', () => {
  const untold = [...publishedSchemas()].flatMap(([name, schema]) => untoldFields(schema, name));
  expect(untold).toEqual([]);
});

interface Described {
  description?: string;
  properties?: Record<string, Described>;
  items?: Described;
  anyOf?: Described[];
}

/** Fields of an object, and of the objects within it, without a description of their own or of what they hold. */
function untoldFields(schema: Described, path: string): string[] {
  const parts = [schema.items, ...(schema.anyOf ?? [])].filter((part) => part !== undefined);
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    ...(isTold(field) ? [] : [`${path}.${name}`]),
    ...untoldFields(field, `${path}.${name}`),
  ]);
  return [...own, ...parts.flatMap((part) => untoldFields(part, path))];
}

function isTold({ description, items, anyOf = [] }: Described): boolean {
  return [description, items?.description, ...anyOf.map((part) => part.description)].some(Boolean);
}
