import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import type { TObject, TSchema } from 'typebox';

type OpenApiSchema =
  NonNullable<Parameters<typeof ApiBody>[0]> extends infer B
    ? B extends { schema: infer S }
      ? S
      : never
    : never;

/** Names of the schemas in the document's components. */
export type SchemaName = string;

const refTo = (name: SchemaName): OpenApiSchema => ({ $ref: `#/components/schemas/${name}` });

/** TypeBox schemas are JSON Schema, which OpenAPI 3.1 accepts unchanged; its TypeScript types know only 3.0. */
const asOpenApi = (schema: TSchema): OpenApiSchema => schema as unknown as OpenApiSchema;

/** One `@ApiQuery` for each property of a schema. */
export function ApiQueries(schema: TObject): MethodDecorator {
  const required = new Set((schema as { required?: string[] }).required ?? []);
  return applyDecorators(
    ...Object.entries(schema.properties).map(([name, property]) => {
      const { description, ...rest } = property as TSchema & { description?: string };
      const about = description === undefined ? {} : { description };
      const isRequired = required.has(name) && !('default' in rest);
      return ApiQuery({ name, required: isRequired, schema: asOpenApi(rest), ...about });
    }),
  );
}

/** The JSON body of a request. */
export const ApiJsonBody = (name: SchemaName): MethodDecorator => ApiBody({ schema: refTo(name) });

/** A path parameter. */
export const ApiPathPart = (name: string, description: string, example: string): MethodDecorator =>
  ApiParam({ name, description, example, schema: { type: 'string' } });

/** A response with one of the named schemas. */
export const ApiAnswer = (status: number, name: SchemaName, description: string): MethodDecorator =>
  ApiResponse({ status, description, schema: refTo(name) });

/** A response with a list of one of the named schemas. */
export const ApiListAnswer = (status: number, name: SchemaName, description: string): MethodDecorator =>
  ApiResponse({ status, description, schema: { type: 'array', items: refTo(name) } });

/** Problem details for a status. */
export const ApiProblem = (status: number, description: string): MethodDecorator =>
  ApiResponse({ status, description, content: { 'application/problem+json': { schema: refTo('Problem') } } });
