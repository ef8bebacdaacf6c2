import { Type, type Static } from 'typebox';

/**
 * A hub's request to a callback: to confirm an intent, or to report a denial (W3C WebSub, sections 5.2 and
 * 5.3).
 */
export const HubQuerySchema = Type.Object(
  {
    'hub.mode': Type.Enum(['subscribe', 'unsubscribe', 'denied'], { type: 'string' }),
    'hub.topic': Type.String({ minLength: 1, maxLength: 8192, description: 'Address of the feed' }),
    'hub.challenge': Type.Optional(
      Type.String({ minLength: 1, maxLength: 4096, description: 'Echoed when the intent is ours' }),
    ),
    'hub.lease_seconds': Type.Optional(
      Type.String({ pattern: '^\\d{1,10}$', description: 'Life of the subscription' }),
    ),
    'hub.reason': Type.Optional(Type.String({ maxLength: 4096, description: 'Why it is denied' })),
  },
  { additionalProperties: true },
);
export type HubQuery = Static<typeof HubQuerySchema>;
