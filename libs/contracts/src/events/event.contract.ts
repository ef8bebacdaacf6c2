import type { Static, TSchema } from 'typebox';

/** One kind of event: its CloudEvents type, the topic it travels on and the JSON Schema of its value. */
export interface EventContract<T extends TSchema = TSchema, Name extends string = string> {
  type: Name;
  topic: string;
  schema: T;
  summary: string;
}

export type EventOf<C extends EventContract> = Static<C['schema']>;
