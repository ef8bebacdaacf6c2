import { Instant, Nullable } from '@dateline/contracts';
import type { UrlParameter } from '@dateline/storage';
import { Type, type Static } from 'typebox';

const State = Type.Enum(['significant', 'tracking'], {
  description: 'significant: part of an address; tracking: dropped, whatever the evidence',
});

export const UrlParameterSchema = Type.Object(
  {
    host: Type.String({ description: 'In identity form' }),
    name: Type.String(),
    proof: Type.Array(Type.String(), {
      description: 'Addresses that differ in it alone and show different content',
    }),
    feedId: Nullable(
      Type.String({ description: 'The feed whose document proved it; null if the pages did' }),
    ),
    state: State,
    learnedAt: Instant,
    ruledAt: Nullable(Instant),
  },
  {
    title: 'A learned query parameter',
    examples: [
      {
        host: 'paper.example',
        name: 'fbclid',
        proof: ['https://paper.example/read?fbclid=1', 'https://paper.example/read?fbclid=2'],
        feedId: 'f1',
        state: 'significant',
        learnedAt: '2026-03-03T09:00:00.000Z',
        ruledAt: null,
      },
    ],
  },
);
export type UrlParameterAnswer = Static<typeof UrlParameterSchema>;

export function parameterAnswerOf({ learnedAt, ruledAt, ...parameter }: UrlParameter): UrlParameterAnswer {
  return { ...parameter, learnedAt: learnedAt.toISOString(), ruledAt: ruledAt?.toISOString() ?? null };
}

export const ParameterQuerySchema = Type.Object(
  { host: Type.Optional(Type.String({ minLength: 1, maxLength: 300, description: 'Only of this host' })) },
  { additionalProperties: false },
);
export type ParameterQuery = Static<typeof ParameterQuerySchema>;

export const RuleParameterBody = Type.Object(
  { state: State },
  { additionalProperties: false, title: 'A ruling on a parameter', examples: [{ state: 'tracking' }] },
);
export type RuleParameter = Static<typeof RuleParameterBody>;
