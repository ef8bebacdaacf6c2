import { Schema, type Model, type SchemaDefinition } from 'mongoose';

/** A model of plain rows. Rows come out lean, so documents of mongoose never leave the library. */
export type RowModel<Row> = Model<Row>;

const strictness = {
  strict: 'throw',
  strictQuery: 'throw',
  versionKey: false,
  id: false,
  // An empty object is a value: an article without provenance has `{}`, not nothing.
  minimize: false,
  // Records have fields of the name `type`.
  typeKey: '$type',
  autoIndex: false,
  autoCreate: false,
} as const;

/** Schema of a collection. A field that it does not name is an error on writing and in filters, never dropped. */
export function collectionSchema<Row>(
  collection: string,
  definition: SchemaDefinition,
): Schema<Row, Model<Row>> {
  return new Schema(definition, { ...strictness, collection }) as unknown as Schema<Row, Model<Row>>;
}

/** Schema of an object inside a document, without an id of its own. */
export function part(definition: SchemaDefinition): Schema {
  return new Schema(definition, { ...strictness, _id: false }) as unknown as Schema;
}

/** Definitions of values that may be absent: they are stored as null. */
export const text = { $type: String, default: null };
export const number = { $type: Number, default: null };
export const date = { $type: Date, default: null };
/** Definition of an object whose inside belongs to its writer. */
export const anything = { $type: Schema.Types.Mixed };
export const naturalKey = { $type: String, required: true };
