import { SettingError } from '@dateline/config';
import { ROLES, type Role } from '@dateline/contracts';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import type { TokenReader } from './authenticator.js';

export interface OidcSettings {
  OIDC_ISSUER: string;
  OIDC_AUDIENCE: string;
  OIDC_ROLES_CLAIM: string;
}

/** The identity provider does not answer, so nothing is known about the token. */
export class IdentityProviderAway extends Error {
  readonly code = 'identity_provider_away';
  constructor(options: ErrorOptions) {
    super('The identity provider does not answer now.', options);
    this.name = 'IdentityProviderAway';
  }
}

/** Signatures by a key that only the provider has; none by a shared secret, and not `none`. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const ROLE_PREFIX = 'dateline-';
const ANSWER_MS = 5_000;
const CLOCK_TOLERANCE_S = 30;

/** Errors of the token itself. Any other error is the provider's. */
const REFUSALS = [
  errors.JWTInvalid,
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];

/**
 * Reads tokens of an OpenID Connect provider (RFC 9068) and finds its keys through the discovery document.
 * Null if no provider is configured. Throws SettingError for an incomplete configuration; the reader throws
 * IdentityProviderAway.
 */
export function bearerReader({
  OIDC_ISSUER: issuer,
  OIDC_AUDIENCE: audience,
  OIDC_ROLES_CLAIM: rolesClaim,
}: OidcSettings): TokenReader | null {
  if (issuer === '' && audience === '') return null;
  if (issuer === '') throw new SettingError('OIDC_ISSUER', 'is missing: OIDC_AUDIENCE is set');
  if (audience === '')
    throw new SettingError('OIDC_AUDIENCE', 'is missing: a token for others must not open this');
  let keys: ReturnType<typeof createRemoteJWKSet> | null = null;
  return async (token) => {
    if (token.split('.').length !== 3) return null;
    try {
      keys ??= createRemoteJWKSet(await keySetOf(issuer), { timeoutDuration: ANSWER_MS });
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_S,
        requiredClaims: ['exp', 'sub'],
      });
      const role = roleIn(payload, rolesClaim);
      return role && payload.sub ? { name: `oidc:${payload.sub}`, role } : null;
    } catch (cause) {
      if (REFUSALS.some((kind) => cause instanceof kind)) return null;
      throw new IdentityProviderAway({ cause });
    }
  };
}

async function keySetOf(issuer: string): Promise<URL> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(ANSWER_MS) });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const { issuer: named, jwks_uri: keys } = (await response.json()) as Record<string, unknown>;
  if (named !== issuer) throw new Error(`${address} is of another issuer`);
  return new URL(String(keys));
}

/** The highest role that the claim names as `dateline-<role>`. Dots lead to a nested claim. */
function roleIn(payload: JWTPayload, claim: string): Role | null {
  const value = claim
    .split('.')
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
      payload,
    );
  const named = new Set((Array.isArray(value) ? value : String(value ?? '').split(' ')).map(String));
  return ROLES.findLast((role) => named.has(ROLE_PREFIX + role)) ?? null;
}
