import { Type } from 'typebox';

/** Items of one page. */
export const Limit = Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'Items at most' });

/** Where the previous page ended. */
export const After = Type.Optional(
  Type.String({ minLength: 1, maxLength: 500, description: '`next` of the page before' }),
);
