import { Type, type TSchema } from 'typebox';

/** A TCP port; 0 lets the system choose one. */
export const port = (value: number, description: string) =>
  Type.Integer({ minimum: 0, maximum: 65535, default: value, description });

/** A whole number between two bounds. */
export const integer = (value: number, [minimum, maximum]: [number, number], description: string) =>
  Type.Integer({ minimum, maximum, default: value, description });

/** A share, 0 to 1. */
export const ratio = (value: number, description: string) =>
  Type.Number({ minimum: 0, maximum: 1, default: value, description });

export const flag = (value: boolean, description: string) => Type.Boolean({ default: value, description });

export const text = (value: string, description: string) => Type.String({ default: value, description });

/** A text without a default: the service does not start without it. */
export const requiredText = (description: string) => Type.String({ minLength: 1, description });

/**
 * A text that is never shown. NAME_FILE may name a file that holds it, which is how Docker and Kubernetes
 * mount secrets.
 */
export const secret = (description: string, value = '', minLength = 0) =>
  Type.String({ default: value, description, secret: true, ...(minLength > 0 ? { minLength } : {}) });

/** Comma-separated values. */
export const list = (value: string[], description: string, pattern?: string) =>
  Type.Array(Type.String(pattern === undefined ? {} : { pattern }), { default: value, description });

/** One of a few fixed words. */
export const oneOf = <T extends string[]>(
  value: NoInfer<T[number]>,
  words: readonly [...T],
  description: string,
) => Type.Enum<T>(words, { type: 'string', default: value, description });

/** A judge of a setting's text: what is wrong with it, or null. It must not repeat what may be a secret. */
export type ProblemOf = (text: string) => string | null;

/** A setting that a judge beside its schema looks at. An empty one is not judged. */
export const judged = <T extends TSchema>(schema: T, problemOf: ProblemOf): T =>
  Object.assign(schema, { problemOf });

/** An absolute http or https URL without a user or a fragment; empty where there is none. */
export const webUrl = (value: string, description: string) => judged(text(value, description), webUrlProblem);

function webUrlProblem(given: string): string | null {
  if (!URL.canParse(given)) return 'must be an absolute URL, for example https://news.example/path';
  const { protocol, username, password, hash } = new URL(given);
  if (protocol !== 'http:' && protocol !== 'https:') return 'must begin with http:// or https://';
  if (username !== '' || password !== '') return 'must not carry a user or a password';
  return hash === '' ? null : 'must not have a fragment (#)';
}

/** Addresses of servers, `host:port`, comma-separated. */
export const addresses = (value: string[], description: string) =>
  judged(list(value, description, '^([^\\s:\\[\\]]+|\\[[0-9a-fA-F:]+\\]):\\d{1,5}$'), (given) =>
    given.split(',').some((address) => Number(/(\d+)\s*$/.exec(address)?.[1]) > 65_535)
      ? 'a port is at most 65535'
      : null,
  );
