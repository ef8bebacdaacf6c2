import type { ApiKeyRepository } from '@dateline/storage';
import { isSameSecret, isSecretOf, readToken } from './api-key.js';
import type { Caller } from './caller.js';

/** The caller behind a bearer token that is not one of our keys; null if the token is invalid. */
export type TokenReader = (token: string) => Promise<Caller | null>;

interface AuthenticatorDependencies {
  keys: Pick<ApiKeyRepository, 'get' | 'noteUse'>;
  /** Key of a secret store, which no database has to know; empty: none. */
  adminKey: string;
  /** Reads tokens of an identity provider, if one is configured. */
  readBearer: TokenReader | null;
  now: () => Date;
}

/** Name of the caller with the key of the secret. No other key can have it. */
export const ADMIN = 'admin';

/** Knows callers by the token that they bring. */
export class Authenticator {
  constructor(private readonly on: AuthenticatorDependencies) {}

  /** Null for a token that is wrong, revoked or not known. Throws when the database is away. */
  async identify(token: string): Promise<Caller | null> {
    const { adminKey, readBearer } = this.on;
    if (adminKey !== '' && isSameSecret(token, adminKey)) return { name: ADMIN, role: 'admin' };
    const parts = readToken(token);
    if (parts) return this.ofKey(parts);
    return readBearer && (await readBearer(token));
  }

  private async ofKey({ keyId, secret }: { keyId: string; secret: string }): Promise<Caller | null> {
    const key = await this.on.keys.get(keyId);
    if (!key || key.revokedAt !== null || !isSecretOf(key, secret)) return null;
    await this.on.keys.noteUse(key, this.on.now());
    return { name: key.name, role: key.role };
  }
}
