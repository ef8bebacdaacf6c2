import { Type, type Static } from 'typebox';
import { InstantOf, Nullable, OneOf } from '../records/fields.schema.js';

/** What a caller may do; each role may do what the one before it may. */
export const ROLES = ['read', 'operate', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The closed list of changes. */
export const OperatorAction = OneOf({
  'feed.add': 'a feed was added',
  'feeds.import': 'the feeds of an OPML document were added',
  'feed.change': 'address or rules of a feed were changed',
  'feed.pause': 'polling of a feed was stopped',
  'feed.resume': 'polling of a feed was started again',
  'feed.fetch': 'a feed was made due at once',
  'feed.remove': 'a feed was removed',
  'article.retract': 'an article was ordered to be retracted',
  'article.erase': 'an article was ordered to be erased',
  'cluster.merge': 'a cluster was ordered to join another',
  'cluster.split': 'members were ordered off a cluster',
  'parameter.rule': 'a query parameter was ruled on',
  'site.forget': 'what was learned of a site was forgotten',
  'pages.import': 'pages were imported from files',
  'pages.replay': 'pages were parsed again and published',
  'dead_letters.replay': 'dead letters were put back on their topics',
  'dead_letters.release': 'a dead letter or a group of them was put back on its topic',
  'dead_letters.discard': 'a dead letter or a group of them was given up',
  'articles.reconcile': 'articles that got lost on their way were put back',
  'key.add': 'an API key was made',
  'key.revoke': 'an API key was revoked',
});
export type OperatorAction = Static<typeof OperatorAction>;

/** One line of the audit log. The gateway writes it, whichever way the change was made. */
export const OperatorChange = Type.Object(
  {
    changeId: Type.String({ minLength: 1, maxLength: 64, description: 'Rises with time' }),
    action: OperatorAction,
    target: Nullable(
      Type.String({ maxLength: 8192, description: 'What was changed: an id, an address or a name' }),
    ),
    by: Type.Object(
      {
        name: Type.String({
          minLength: 1,
          maxLength: 200,
          description: 'Name of the API key, or subject of the token',
        }),
        role: Type.Enum(ROLES, { description: 'Each may do what the one before it may' }),
        door: OneOf({
          api: 'an HTTP request',
          cli: 'the command line, which has the stores themselves',
          schedule: 'the product itself, at its time',
        }),
        address: Nullable(Type.String({ maxLength: 64, description: 'IP address of the client' })),
      },
      { description: 'Who asked' },
    ),
    onBehalfOf: Nullable(
      Type.String({ maxLength: 200, description: 'Whom the caller names as the one who wants it' }),
    ),
    reason: Nullable(Type.String({ maxLength: 1000, description: 'In the words of the caller' })),
    outcome: OneOf({
      done: 'it was carried out, or its order is on its topic',
      refused: 'the request was wrong, or what it names is not there',
      failed: 'an error came in between',
      unknown: 'the process ended before it could say',
    }),
    at: InstantOf('When it was asked for'),
  },
  { title: 'OperatorChange' },
);
export type OperatorChange = Static<typeof OperatorChange>;
