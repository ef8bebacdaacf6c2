import type { Static, TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';

const compiled = new WeakMap<TSchema, Validator>();

/** Validates a value against a schema. Names the first failures by their JSON pointers. */
export function checkAgainst<T extends TSchema>(
  schema: T,
  value: unknown,
): { ok: true; value: Static<T> } | { ok: false; problems: string[] } {
  let validator = compiled.get(schema);
  if (!validator) {
    validator = Compile(schema) as unknown as Validator;
    compiled.set(schema, validator);
  }
  if (validator.Check(value)) return { ok: true, value: value as Static<T> };
  const problems = [...validator.Errors(value)]
    .slice(0, 5)
    .map((e) => `${e.instancePath || '/'}: ${e.message}`);
  return { ok: false, problems };
}
