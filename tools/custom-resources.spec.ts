import { checkResources, type Definition, type Resource } from './custom-resources.ts';

const presses: Definition = {
  kind: 'CustomResourceDefinition',
  spec: {
    group: 'print.example',
    names: { kind: 'Press' },
    versions: [
      { name: 'v1beta1', served: false, schema: { openAPIV3Schema: { type: 'object' } } },
      {
        name: 'v1',
        served: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            required: ['spec', 'metadata'],
            properties: {
              spec: {
                type: 'object',
                required: ['ink'],
                properties: {
                  ink: { type: 'string', enum: ['black', 'cyan'] },
                  copies: { type: 'integer', minimum: 1, maximum: 9 },
                  port: { 'x-kubernetes-int-or-string': true },
                  rolls: {
                    type: 'array',
                    minItems: 1,
                    items: { type: 'object', properties: { name: { type: 'string', pattern: '^[a-z]+$' } } },
                  },
                  config: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
                  labels: { type: 'object', additionalProperties: { type: 'string' } },
                },
              },
            },
          },
        },
      },
    ],
  },
};
const press = (spec: object, apiVersion = 'print.example/v1'): Resource & { spec: object } => ({
  apiVersion,
  kind: 'Press',
  metadata: { name: 'one' },
  spec,
});

it('lets pass what the definition knows', () => {
  const spec = {
    ink: 'black',
    copies: 3,
    port: 'http',
    rolls: [{ name: 'a' }],
    config: { any: 1 },
    labels: { x: 'y' },
  };
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'not looked at' } };
  expect(checkResources([press(spec), config], [presses])).toEqual({ checked: 1, problems: [] });
});

it.each([
  [{}, '.spec.ink is missing'],
  [{ ink: 'red' }, '.spec.ink is "red", not one of black, cyan'],
  [{ ink: 'cyan', copies: 10 }, '.spec.copies is 10, out of bounds'],
  [{ ink: 'cyan', copies: '3' }, '.spec.copies is no integer'],
  [{ ink: 'cyan', port: true }, '.spec.port is neither integer nor string'],
  [{ ink: 'cyan', rolls: [] }, '.spec.rolls has 0 items'],
  [{ ink: 'cyan', rolls: [{ name: 'A' }] }, '.spec.rolls[0].name is "A", which does not match ^[a-z]+$'],
  [{ ink: 'cyan', rolls: [{ nmae: 'a' }] }, '.spec.rolls[0].nmae is no known field'],
  [{ ink: 'cyan', labels: { x: 1 } }, '.spec.labels.x is no string'],
  [{ ink: 'cyan', config: null }, '.spec.config is null'],
])('%j is refused: %s', (spec, problem) => {
  expect(checkResources([press(spec)], [presses]).problems).toEqual([`Press one: ${problem}`]);
});

it.each(['print.example/v1beta1', 'print.example/v2'])('%s is refused where it is not served', (version) => {
  expect(checkResources([press({ ink: 'cyan' }, version)], [presses]).problems).toEqual([
    `Press one: ${version} is not served`,
  ]);
});
