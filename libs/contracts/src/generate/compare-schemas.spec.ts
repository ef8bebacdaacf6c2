import { Type } from 'typebox';
import { breakingChanges, breakingContracts, type JsonSchema } from './compare-schemas.js';
import { readReleased } from './read-released.js';
import { publishedSchemas } from './render-contracts.js';

const plain = (schema: object) => JSON.parse(JSON.stringify(schema)) as JsonSchema;
const compare = (before: object, after: object) => breakingChanges(plain(before), plain(after));

const Port = { name: Type.String(), berths: Type.Integer({ minimum: 0 }) };
const Harbour = Type.Object({
  ...Port,
  ferry: Type.Optional(Type.Object({ line: Type.String({ maxLength: 20 }) })),
  state: Type.Enum(['open', 'shut']),
  pilot: Type.Union([Type.String(), Type.Null()]),
  quays: Type.Array(Type.Object({ no: Type.Integer() })),
  sights: Type.Record(Type.String(), Type.Object({ at: Type.String() })),
});
type Fields = typeof Harbour.properties;
const harbourWith = (changed: Partial<Record<keyof Fields | 'tide', object>>) =>
  Type.Object({ ...Harbour.properties, ...changed } as never);
const harbourWithout = (name: keyof Fields) => {
  const left: Record<string, object> = { ...Harbour.properties };
  Reflect.deleteProperty(left, name);
  return Type.Object(left as never);
};

describe('a change that breaks a consumer is told with its field', () => {
  it.each<[string, object, string]>([
    ['a removed field', harbourWithout('berths'), '/berths: was removed'],
    ['a removed optional field', harbourWithout('ferry'), '/ferry: was removed'],
    [
      'a field that may be absent now',
      harbourWith({ name: Type.Optional(Type.String()) }),
      '/name: may now be absent',
    ],
    ['a new required field', harbourWith({ tide: Type.String() }), '/tide: is new and required'],
    [
      'an optional field that is required now',
      harbourWith({ ferry: Type.Object({ line: Type.String({ maxLength: 20 }) }) }),
      '/ferry: is now required',
    ],
    ['a lost word', harbourWith({ state: Type.Enum(['open']) }), '/state: no longer takes "shut"'],
    [
      'a list of words that opens',
      harbourWith({ state: Type.String() }),
      '/state: is no longer a closed list',
    ],
    [
      'a text of which only words are left',
      harbourWith({ name: Type.Enum(['Lindhaven']) }),
      '/name: takes only "Lindhaven" now',
    ],
    ['a value that is never null now', harbourWith({ pilot: Type.String() }), '/pilot: no longer takes null'],
    [
      'a value that may be null now',
      harbourWith({ name: Type.Union([Type.String(), Type.Null()]) }),
      '/name: may now be null',
    ],
    [
      'a greater least value',
      harbourWith({ berths: Type.Integer({ minimum: 1 }) }),
      '/berths: minimum is 1 now',
    ],
    [
      'a new longest length',
      harbourWith({ name: Type.String({ maxLength: 9 }) }),
      '/name: maxLength is 9 now',
    ],
    ['another form', harbourWith({ name: Type.String({ pattern: '^a' }) }), '/name: pattern changed'],
    [
      'a change within an optional object',
      harbourWith({ ferry: Type.Optional(Type.Object({ line: Type.Integer() })) }),
      '/ferry/line: no longer takes string',
    ],
    [
      'a change within a list',
      harbourWith({ quays: Type.Array(Type.Object({})) }),
      '/quays/*/no: was removed',
    ],
  ])('%s', (_case, after, told) => {
    expect(compare(Harbour, after)).toContain(told);
  });

  it('a change within a map', () => {
    const after = harbourWith({ sights: Type.Record(Type.String(), Type.Object({})) });
    expect(compare(Harbour, after)).toEqual([expect.stringMatching(/^\/sights\/\{.*\}\/at: was removed$/)]);
  });

  it('a lost alternative of a union, and a change of one that stays', () => {
    const kind = (word: string, fields: object = {}) =>
      Type.Object({ kind: Type.Literal(word), ...fields } as never);
    const before = Type.Union([kind('join', { by: Type.String() }), kind('leave')]);
    expect(compare(before, Type.Union([kind('leave'), kind('join', { by: Type.String() })]))).toEqual([]);
    expect(compare(before, Type.Union([kind('join'), kind('leave')]))).toEqual(['/by: was removed']);
    expect(compare(before, kind('leave'))).toEqual(['/: no longer takes object with kind "join"']);
  });

  it('a schema that is gone', () => {
    expect(breakingContracts(new Map([['port.v1', plain(Harbour)]]), new Map())).toEqual([
      'port.v1 is no longer there',
    ]);
  });
});

it.each<[string, object]>([
  ['nothing', Harbour],
  ['a new optional field', harbourWith({ tide: Type.Optional(Type.String()) })],
  ['a new word of a closed list', harbourWith({ state: Type.Enum(['shut', 'silted', 'open']) })],
  [
    'literals in place of an enum',
    harbourWith({ state: Type.Union([Type.Literal('open'), Type.Literal('shut')]) }),
  ],
  ['a lesser least value', harbourWith({ berths: Type.Integer() })],
  ['another description', harbourWith({ name: Type.String({ description: 'On the chart' }) })],
])('%s breaks nobody', (_case, after) => {
  expect(compare(Harbour, after)).toEqual([]);
});

it('keeps the contract with consumers of the last release', () => {
  const present = new Map([...publishedSchemas()].map(([name, schema]) => [name, plain(schema)]));
  expect(readReleased().size).toBeGreaterThanOrEqual(19);
  expect(breakingContracts(readReleased(), present)).toEqual([]);
});
