import type { Role } from '@dateline/contracts';
import type { ApiKey } from '@dateline/storage';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN = /^dateline_([0-9a-f]{16})_([\w-]{43})$/;

/** Names of keys; `requestedBy` and the audit log show them. */
export const KEY_NAME = /^[a-z0-9][a-z0-9._@-]{0,63}$/;

/**
 * A new key and its token, `dateline_<key id>_<secret>`. The secret has 256 random bits, so that a plain
 * sha256 of it cannot be reversed; only the hash is kept.
 */
export function makeApiKey(
  about: { name: string; role: Role; createdBy: string },
  now: Date,
): { key: ApiKey; token: string } {
  const keyId = randomBytes(8).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  const state = { createdAt: now, lastUsedAt: null, revokedAt: null };
  return {
    key: { keyId, ...about, hash: hashOf(secret), ...state },
    token: `dateline_${keyId}_${secret}`,
  };
}

/** The parts of a token, or null for anything else. */
export function readToken(token: string): { keyId: string; secret: string } | null {
  const [, keyId, secret] = TOKEN.exec(token) ?? [];
  return keyId === undefined || secret === undefined ? null : { keyId, secret };
}

export const isSecretOf = ({ hash }: Pick<ApiKey, 'hash'>, secret: string): boolean =>
  areSame(hash, hashOf(secret));

/** Compares two secrets in a time that does not depend on where they differ. */
export const isSameSecret = (one: string, other: string): boolean => areSame(hashOf(one), hashOf(other));

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
const areSame = (one: string, other: string) => timingSafeEqual(Buffer.from(one), Buffer.from(other));
