import { Type, type Static } from 'typebox';

/** RFC 9457, with a list of the request's mistakes. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: 'about:blank: the status says what kind of problem it is' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'What went wrong here, in words' }),
    instance: Type.String({ description: 'Path of the request' }),
    errors: Type.Optional(
      Type.Array(Type.String(), { description: 'What is wrong, field by field, with JSON pointers' }),
    ),
  },
  {
    title: 'Problem details (RFC 9457)',
    examples: [
      {
        type: 'about:blank',
        title: 'Bad Request',
        status: 400,
        detail: 'The request body is not valid.',
        instance: '/feeds',
        errors: ['/url: must be an absolute http or https address'],
      },
    ],
  },
);
export type ProblemDetails = Static<typeof ProblemSchema>;
