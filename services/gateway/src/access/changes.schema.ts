import { Nullable, OperatorAction, OperatorChange } from '@dateline/contracts';
import { Type, type Static } from 'typebox';
import { After, Limit } from '../http/page.schema.js';

const { outcome, ...fields } = OperatorChange.properties;

export const ChangeSchema = Type.Object(
  { ...fields, outcome: Nullable(outcome, { description: 'Null while it is under way' }) },
  {
    title: 'A line of the audit log',
    examples: [
      {
        changeId: '019b2f3d6c00a1b2c3d4e5f60718293a',
        action: 'article.erase',
        target: 'https://tribune.example/news/harbour',
        by: { name: 'legal-desk', role: 'admin', door: 'api', address: '192.0.2.7' },
        onBehalfOf: null,
        reason: 'the court ordered it',
        at: '2026-03-03T09:05:07.000Z',
        outcome: 'done',
      },
    ],
  },
);

export const ChangePage = Type.Object(
  {
    items: Type.Array(ChangeSchema),
    next: Nullable(Type.String({ description: 'Value of `after` for more' })),
  },
  { title: 'Page of the audit log' },
);
export type ChangePage = Static<typeof ChangePage>;

export const ChangeQuerySchema = Type.Object(
  {
    by: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Only of this caller' })),
    action: Type.Optional(OperatorAction),
    target: Type.Optional(
      Type.String({ minLength: 1, maxLength: 8192, description: 'Only of this id, address or name' }),
    ),
    after: After,
    limit: Limit,
  },
  { additionalProperties: false },
);
export type ChangeQuery = Static<typeof ChangeQuerySchema>;
