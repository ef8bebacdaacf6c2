import { readdirSync, readFileSync } from 'node:fs';
import type { JsonSchema } from './compare-schemas.js';
import { withoutWords } from './record-shapes.js';

/** Schemas of the last release, without words for people. */
export const releasedFolder = new URL('../../released/', import.meta.url);

const SUFFIX = '.schema.json';

/** The schemas of the last release by name. */
export function readReleased(): Map<string, JsonSchema> {
  const files = readdirSync(releasedFolder).filter((file) => file.endsWith(SUFFIX));
  return new Map(
    files.map((file) => [
      file.slice(0, -SUFFIX.length),
      JSON.parse(readFileSync(new URL(file, releasedFolder), 'utf8')) as JsonSchema,
    ]),
  );
}

/** A schema as it is kept for comparison. */
export function releasedForm(schema: object): JsonSchema {
  return withoutWords(schema) as JsonSchema;
}
