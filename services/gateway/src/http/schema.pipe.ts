import { checkAgainst } from '@dateline/contracts';
import { BadRequestException, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { Static, TObject, TSchema } from 'typebox';
import { Value } from 'typebox/value';

const PLACES: Record<string, string> = { body: 'body', query: 'query', param: 'path' };

/**
 * Validates a part of the request against a schema. Query values are text and are converted to the schema's
 * types.
 */
export class SchemaPipe<T extends TSchema> implements PipeTransform<unknown, Static<T>> {
  constructor(private readonly schema: T) {}

  transform(value: unknown, { type }: ArgumentMetadata): Static<T> {
    // A request without a body is one with nothing in it.
    const given =
      type === 'query' ? withDefaults(this.schema, Value.Convert(this.schema, value)) : (value ?? {});
    const checked = checkAgainst(this.schema, given);
    if (checked.ok) return checked.value;
    const unknown = namesUnknown(this.schema, given);
    throw new BadRequestException({
      message: `The request ${PLACES[type] ?? type} is not valid.`,
      errors: unknown.length > 0 ? unknown : checked.problems,
    });
  }
}

/** Short for `new SchemaPipe(schema)`. */
export const valid = <T extends TSchema>(schema: T) => new SchemaPipe(schema);

function withDefaults(schema: TSchema, value: unknown): unknown {
  return Value.Default(schema, value ?? {});
}

/** The validator's own "schema is false" does not say that a parameter is misspelt. */
function namesUnknown(schema: TSchema, value: unknown): string[] {
  const { properties, additionalProperties } = schema as Partial<TObject> & {
    additionalProperties?: unknown;
  };
  if (additionalProperties !== false || !properties || typeof value !== 'object' || value === null) return [];
  const known = Object.keys(properties);
  return Object.keys(value)
    .filter((name) => !known.includes(name))
    .map((name) => `/${name}: is not known here; known are ${known.join(', ')}`);
}
