import { checkAgainst } from '@dateline/contracts';
import { readFile } from 'node:fs/promises';
import type { TSchema } from 'typebox';
import { API_SCHEMAS, describeApi } from './open-api.js';

const COMMITTED = new URL('../../../../docs/openapi.json', import.meta.url);
type Operation = { summary?: string; responses: Record<string, unknown>; operationId: string };
type Described = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};

const describeAsText = async () => JSON.parse(JSON.stringify(await describeApi())) as Described;

it('is the committed docs/openapi.json (npm run dateline -- openapi > docs/openapi.json)', async () => {
  const committed: unknown = JSON.parse(await readFile(COMMITTED, 'utf8'));
  expect(await describeAsText()).toEqual(committed);
});

it('describes every operation with a summary, a good answer, and an id of its own', async () => {
  const operations = Object.values((await describeAsText()).paths).flatMap((path) => Object.values(path));
  expect(operations.length).toBeGreaterThanOrEqual(17);
  for (const operation of operations) {
    expect(operation.summary).toBeTruthy();
    expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true);
  }
  expect(new Set(operations.map((o) => o.operationId)).size).toBe(operations.length);
});

it('names only schemas that it holds, and holds none that nobody names', async () => {
  const document = await describeAsText();
  const named = new Set(
    [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]),
  );
  expect([...named].sort()).toEqual(Object.keys(document.components.schemas).sort());
});

it.each(Object.entries(API_SCHEMAS as Record<string, TSchema>))(
  '%s: its examples are valid',
  (_name, schema) => {
    for (const example of (schema as { examples?: unknown[] }).examples ?? [])
      expect(checkAgainst(schema, example)).toEqual({ ok: true, value: example });
  },
);
