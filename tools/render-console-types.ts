import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { format, resolveConfig } from 'prettier';

interface OpenApi {
  components: { schemas: Record<string, JSONSchema> };
}

/** Where the types stand, from the root of the repository. */
export const CONSOLE_TYPES = 'services/gateway/console/src/api/openapi.ts';

/** The types of the console, one for each named schema of the API's description. */
export async function renderConsoleTypes(description: OpenApi): Promise<string> {
  const definitions = JSON.parse(
    JSON.stringify(description.components.schemas).replaceAll('#/components/schemas/', '#/definitions/'),
  ) as Record<string, JSONSchema>;
  // A title would name the type otherwise than the description does.
  for (const [name, schema] of Object.entries(definitions)) schema.title = name;
  const root: JSONSchema = {
    title: 'Schemas',
    type: 'object',
    additionalProperties: false,
    required: Object.keys(definitions),
    properties: Object.fromEntries(
      Object.keys(definitions).map((name) => [name, { $ref: `#/definitions/${name}` }]),
    ),
    definitions,
  };
  const text = await compile(root, 'Schemas', {
    additionalProperties: false,
    bannerComment: '/* Generated from docs/openapi.json by `npm run console:generate`. */',
    format: false,
    ignoreMinAndMaxItems: true,
  });
  return format(text, { ...(await resolveConfig(CONSOLE_TYPES)), parser: 'typescript' });
}
